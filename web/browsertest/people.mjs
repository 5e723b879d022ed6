import { readFileSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { byKeyboard, byPointer } from "./hands.mjs";
import { about, arrived, codeIn, letters } from "./mail.mjs";

export { expect };

export const demonstration = process.env.BROWSERTEST_DEMONSTRATION;
export const real = process.env.BROWSERTEST_REAL;
export const mail = process.env.BROWSERTEST_MAIL;
const kept = process.env.BROWSERTEST_FRAMEWORK;
export const framework = kept && JSON.parse(readFileSync(kept, "utf8"));
export const elements = framework?.domains.flatMap((domain) => domain.elements) ?? [];

export const people = {
  clerk: "Ruth Mallory",
  chair: "Margaret Osei",
  chiefExecutive: "Alison Prentice",
  executive: "Kwame Boateng",
  trustees: ["David Whitlock", "Samina Hussain", "Peter Garside", "Olu Adebayo", "Helen Trevithick", "Priya Raman"],
};

// A test meets the pages as people: `as(name)` is a browser of its own that is signed in as somebody of the demonstration,
// `stranger()` one that is not. Whatever any of their pages complains of fails the test.
export const test = base.extend({
  baseURL: demonstration,

  // Where the pages of a test come from; anything asked elsewhere is a complaint.
  origins: async ({}, use) => use([demonstration, real]),

  complaints: async ({}, use) => {
    const complaints = [];
    await use(complaints);
    expect(complaints, "what the browser complained of").toEqual([]);
  },

  stranger: async ({ browser, complaints, origins }, use) => {
    const contexts = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      watch(context, complaints, origins);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  as: async ({ stranger }, use) => {
    await use(async (name, options) => {
      const page = await stranger(options);
      await stepInto(page.request, name);
      return page;
    });
  },

  // How this way of meeting the pages presses and types.
  hands: async ({}, use, { project }) => {
    await use(project.name === "keyboard" ? byKeyboard : byPointer);
  },

  scripted: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
});

// Signs somebody in on the server that runs for real, by the code of their newest message.
export async function signedInByCode(page, email) {
  const wanted = { to: email, kind: about.signIn };
  const before = (await letters(mail, wanted)).length;
  await page.goto("/sign-in");
  await page.getByLabel("Your e-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a code", exact: true }).click();
  await page.getByLabel("Code from the e-mail").fill(codeIn(await arrived(mail, wanted, before + 1)));
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  return page;
}

let ids;

async function stepInto(request, name) {
  if (!ids) {
    const html = await (await request.get("/demonstration")).text();
    const row = /name="person" value="([0-9a-f-]+)">\s*<button[^>]*>([^<]+)</g;
    ids = new Map([...html.matchAll(row)].map(([, id, who]) => [who.replaceAll("&#39;", "'"), id]));
  }
  const answer = await request.post("/demonstration/step-into", { form: { person: ids.get(name) } });
  expect(answer.status(), `stepping into ${name}`).toBe(200);
}

// An answer of 4xx to a page or a save is told by the test that asked; anything else that goes wrong is a complaint.
function watch(context, complaints, origins) {
  context.on("console", (message) => {
    const expected = message.text().startsWith("Failed to load resource");
    if (!expected && ["error", "warning"].includes(message.type())) complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`${error.page()?.url()}: ${error.error().message}`));
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && !origins.includes(origin)) complaints.push(`asked ${request.url()}`);
  });
  context.on("response", (response) => {
    const answersAPage = ["document", "fetch"].includes(response.request().resourceType());
    if (response.status() >= 500 || (response.status() >= 400 && !answersAPage)) complaints.push(`${response.status()} from ${response.url()}`);
  });
}
