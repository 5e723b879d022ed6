import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "@playwright/test";

const dist = path.join(import.meta.dirname, "..", "dist");
const manifest = JSON.parse(await readFile(path.join(dist, "manifest.json"), "utf8"));

const markup = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Report</title>
  <script src="/assets/${manifest["app.js"]}" defer></script></head>
  <body><main><h1>Report</h1><p data-picture><a href="/pictures/profile.png">Save as picture<span>: The seven domains</span></a></p></main></body></html>`;

// One dot, as the smallest picture that a browser reads.
const dot = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

// A browser has a clipboard on localhost, as behind TLS, and nowhere else.
async function open(page, host, picture) {
  await page.route(`http://${host}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.startsWith("/assets/")) return route.fulfill({ path: path.join(dist, path.basename(pathname)) });
    if (pathname.startsWith("/pictures/")) return route.fulfill(picture);
    return route.fulfill({ contentType: "text/html", body: markup });
  });
  await page.goto(`http://${host}/report`);
}

const copy = (page) => page.getByRole("button", { name: "Copy as picture: The seven domains" });

test("a chart is copied as a picture, and the page says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "localhost", { contentType: "image/png", body: dot });
  await copy(page).click();
  await expect(page.getByRole("status")).toHaveText("Copied");
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  expect(types).toEqual(["image/png"]);
});

for (const [why, picture] of [
  ["the server can't draw it", { status: 500, contentType: "text/plain", body: "away" }],
  ["somebody was signed out", { contentType: "text/html", body: "<h1>Sign in</h1>" }],
]) {
  test(`where ${why}, nothing is copied and the link is named`, async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, "localhost", picture);
    await copy(page).click();
    await expect(page.getByRole("status")).toHaveText("It could not be copied. Save it as a picture instead.");
  });
}

test("where the browser has no clipboard only the link stands", async ({ page }) => {
  await open(page, "sevenfold.test", { contentType: "image/png", body: dot });
  await expect(page.getByRole("link", { name: /Save as picture/ })).toBeVisible();
  await expect(copy(page)).toHaveCount(0);
});
