import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, people, real, signedInByCode, test } from "./people.mjs";
import { invalid, sticksOut, wrongOnScreen } from "./look.mjs";

// One after the other, in one process: what one person's pages look like need not be looked at again for the next.
// Whoever reaches most pages takes as long as all other tests together.
test.describe.configure({ mode: "default", timeout: 900_000 });

const ownRounds = /^(Local pilot, .*|\w+ \d{4} audit)$/;
const looked = new Set();
const sent = new Map();

for (const [role, name] of Object.entries({ ...people, trustees: people.trustees[3] })) {
  const who = role === "trustees" ? "trustee" : role;
  test(`every page that the ${who} can reach is sound`, async ({ as }) => crawl(await as(name), "/home"));
}

test("every page that an operator can reach is sound", async ({ stranger }) => {
  await crawl(await signedInByCode(await stranger({ baseURL: real }), "operator@saltmarsh.example"), "/home", 10);
});

test("every page that a stranger can reach is sound", async ({ stranger }) => {
  const page = await stranger();
  await page.request.post("/sign-in", { form: { email: "samina.hussain@example-learning-trust.example" } });
  await crawl(page, "/", 7);
});

test("an address that leads nowhere says so, and where to go", async ({ as, stranger }) => {
  const trustee = await as(people.trustees[3]);
  const home = new URL((await trustee.request.get("/home")).url()).pathname;
  for (const [page, address] of [
    [await stranger(), "/nowhere"],
    [trustee, "/nowhere"],
    [trustee, `${home}/rounds/new`],
    [trustee, home.replace(/[0-9a-f]{12}$/, "000000000000")],
  ]) {
    const answer = await page.goto(address);
    expect(answer.status()).toBe(404);
    await expect(page.locator("h1")).toHaveText("Page not found");
    expect(await wrongOnScreen(page), address).toEqual([]);
    expect(await invalid(await answer.text()), address).toEqual([]);
    sent.set(`404 ${address}`, await answer.text());
  }
});

test("the checker of the HTML standard finds nothing in any of these pages", async () => {
  test.skip(spawnSync("java", ["-version"]).status !== 0, "there is no Java here");
  const folder = await mkdtemp(path.join(tmpdir(), "sevenfold-pages-"));
  const names = new Map([...sent.keys()].map((address, i) => [`${i}.html`, address]));
  expect(names.size).toBeGreaterThan(50);
  let at = 0;
  for (const html of sent.values()) await writeFile(path.join(folder, `${at++}.html`), html);
  const jar = path.join(path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
  const checked = spawnSync("java", ["-jar", jar, "--errors-only", "--format", "gnu", folder], { encoding: "utf8", maxBuffer: 1 << 26 });
  await rm(folder, { recursive: true });
  expect(checked.error).toBeUndefined();
  const errors = checked.stderr.split("\n").filter(Boolean);
  expect(errors.map((line) => line.replace(/^.*?(\d+\.html)/, (_, file) => names.get(file)))).toEqual([]);
});

async function crawl(page, from, least = 21) {
  const rounds = await roundsOfItsOwn(page, from);
  const waiting = [from];
  const met = new Set(waiting);
  for await (const [address, answer] of answersTo(waiting, page.request)) {
    expect(answer.status(), address).toBe(200);
    if (!answer.headers()["content-type"].startsWith("text/html")) continue; // a file to keep is no page
    const html = await answer.text();
    const wrong = whatIsNew(html, address);
    if (wrong) await look(page, address, html, wrong);
    for (const link of linksOf(html, new URL(answer.url()))) {
      const round = /\/rounds\/([0-9a-f-]{36})/.exec(link)?.[1];
      if (met.has(link) || (round && !rounds.has(round))) continue;
      met.add(link);
      waiting.push(link);
    }
  }
  // A crawl that lost its way would find nothing wrong.
  expect(met.size).toBeGreaterThanOrEqual(least);
}

// The server answers the next few while a page is looked at.
async function* answersTo(waiting, request) {
  const asked = [];
  do {
    while (waiting.length > 0 && asked.length < 4) {
      const address = waiting.shift();
      if (isDrawnAlready(address) || isMadeByTheTypesetter(address)) continue;
      const answer = request.get(address);
      answer.catch(() => {}); // told where it is waited for; where a fault ended the crawl, nobody waits
      asked.push([address, answer]);
    }
    if (asked.length === 0) return;
    const [address, answer] = asked.shift();
    yield [address, await answer];
  } while (asked.length + waiting.length > 0);
}

// A picture takes as long to draw as many pages: one of each name, whichever report it is of.
function isDrawnAlready(address) {
  const name = /\/([^/]+\.png)/.exec(address)?.[1];
  const drawn = name !== undefined && looked.has(name);
  looked.add(name);
  return drawn;
}

// A questionnaire for paper, or one's own answers, is made when it is asked for, which a machine that has only just started says it can't do yet.
function isMadeByTheTypesetter(address) {
  return /\/(paper\/[^/]+|my-answers)\.pdf/.test(address);
}

async function look(page, address, html, wrong) {
  sent.set(`${address} (${sent.size})`, html);
  expect(await invalid(html), `the HTML of ${address}`).toEqual([]);
  expect(html, `a style or script in the HTML of ${address}`).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+="/);
  await page.goto(address);
  // Every other page is met by the window as the one before left it: to change its width takes long.
  const widths = [1280, 320];
  if (page.viewportSize().width === 320) widths.reverse();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect(await wrong(page), `${address} at ${width}`).toEqual([]);
  }
}

// What can be wrong with a page that was not with those before: everything, where no page had the same parts at the same
// place; of the pages that are read, whatever their words do; of the rest nothing, being the very same.
function whatIsNew(html, address) {
  const parts = new Set([...html.matchAll(/<(\w+)([^>]*)>/g)].map(([, tag, rest]) => `${tag} ${/ class="([^"]*)"/.exec(rest)?.[1]} ${/ type="\w+"/.exec(rest)} ${/ checked| hidden| selected/.exec(rest)}`));
  const read = address.replace(/\?.*/, "");
  const place = read.replace(/[0-9a-f-]{36}/g, "").replace(/(\/questionnaires\/)[^/]+/, "$1").replace(/\/(answers|domains|invitation|reminders|statements|present|lenses|notes)\/.*/, "/$1");
  const shape = `${place} ${[...parts].sort()}`;
  const [freshShape, freshWords] = [!looked.has(shape), /\/(answers|domains|questionnaires)\//.test(read) && !looked.has(read)];
  looked.add(shape).add(read);
  if (freshShape) return wrongOnScreen;
  return freshWords ? sticksOut : undefined;
}

function linksOf(html, base) {
  const links = [...html.matchAll(/<a\s[^>]*href="([^"]+)"/g)].map(([, href]) => new URL(href.replaceAll("&amp;", "&"), base));
  return new Set(links.filter((link) => link.origin === base.origin && !link.pathname.startsWith("/sign-in/link/")).map((link) => link.pathname + link.search));
}

// The demonstration's own rounds; those of other tests come and go.
async function roundsOfItsOwn(page, from) {
  const html = await (await page.request.get(from)).text();
  const cards = [...html.matchAll(/<h3[^>]*>([^<]+)<\/h3>([\s\S]*?)<\/li>/g)];
  const own = cards.filter(([, title]) => ownRounds.test(title)).map(([, , card]) => /\/rounds\/([0-9a-f-]{36})/.exec(card)?.[1]);
  return new Set(own.filter(Boolean)); // a card may lead nowhere
}
