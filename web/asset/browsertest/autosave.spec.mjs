import { expect, test } from "@playwright/test";
import { open, saved } from "./page.mjs";

const state = (page) => page.locator("[data-save-state]");
const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test("a choice is saved as it is made, with what was read", async ({ page }) => {
  const server = await open(page, saved);
  await page.check("#a-3");
  await expect(state(page)).toHaveText("Saved 10:41");
  expect(server.saves).toEqual([{ pathname: "/answers/a", fields: { a: "3", "a-read": "r0", "a-note": "" } }]);
  await page.check("#a-2");
  await expect(state(page)).toHaveText("Saved 10:42");
  expect(server.saves[1].fields["a-read"]).toBe("r1");
});

test("a note is saved after a pause, once, and at once when it is left", async ({ page }) => {
  const server = await open(page, saved);
  await page.locator("#a-note").pressSequentially("Two surveys", { delay: 30 });
  expect(server.saves).toHaveLength(0);
  await expect(state(page)).toHaveText("Saved 10:41");
  expect(server.saves[0].fields["a-note"]).toBe("Two surveys");
  await page.locator("#a-note").pressSequentially(" more");
  await page.locator("#a-2").focus();
  await expect.poll(() => server.saves.length, { timeout: 500 }).toBe(2);
});

test("what is chosen during a save follows it, and only the newest does", async ({ page }) => {
  // The first save is on its way until all has been chosen, however long that takes.
  let arrive;
  const chosen = new Promise((resolve) => (arrive = resolve));
  const server = await open(page, async (n) => {
    if (n === 1) await chosen;
    return saved(n);
  });
  await page.check("#a-2");
  await page.check("#a-3");
  await page.check("#a-2");
  await page.check("#a-3");
  arrive();
  await expect(state(page)).toHaveText("Saved 10:42");
  expect(server.saves.map((save) => save.fields.a)).toEqual(["2", "3"]);
  expect(server.saves[1].fields["a-read"]).toBe("r1");
  expect(server.mostInFlight).toBe(1);
});

test("a server that cannot be reached is tried again, and the page says so", async ({ page }) => {
  const server = await open(page, (n) => (n < 3 ? "unreachable" : saved(n)));
  await page.check("#a-3");
  await expect(state(page)).toHaveText("Not saved yet: we will try again");
  await expect(page.locator("#a .sf-statement__state")).toHaveText("Not saved yet");
  await expect(page.locator("#b .sf-statement__state")).toHaveCount(0);
  await expect(state(page)).toHaveText("Saved 10:43", { timeout: 6000 });
  await expect(page.locator(".sf-statement__state")).toHaveCount(0);
  expect(server.saves).toHaveLength(3);
});

test("coming back online saves without waiting", async ({ page }) => {
  const server = await open(page, (n) => (n < 4 ? { status: 503 } : saved(n)));
  await page.check("#a-3");
  await expect.poll(() => server.saves.length, { timeout: 5000 }).toBe(3);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(state(page)).toHaveText("Saved 10:44", { timeout: 1000 });
});

test("a page from somewhere between is not a save", async ({ page }) => {
  await open(page, (n) => (n === 1 ? { contentType: "text/html", body: "<h1>Hotel Wi-Fi</h1>" } : saved(n)));
  await page.check("#a-3");
  await expect(state(page)).toHaveText("Not saved yet: we will try again");
  await expect(state(page)).toHaveText("Saved 10:42", { timeout: 3000 });
});

for (const [name, reply] of Object.entries({
  "a 401": { status: 401 },
  "a redirect to signing in": { status: 303, headers: { Location: "/sign-in" } },
})) {
  test(`${name} says that one is signed out, and Continue takes what was typed along`, async ({ page }) => {
    const server = await open(page, () => reply);
    await page.fill("#a-note", "Not to be lost");
    await expect(state(page)).toContainText("You have been signed out");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.locator("h1")).toHaveText("Next");
    expect(server.posts[0]["a-note"]).toBe("Not to be lost");
  });
}

test("a round that closed leaves what was typed to be copied, and is not asked again", async ({ page }) => {
  const server = await open(page, () => ({ status: 410 }));
  await page.fill("#a-note", "Still here");
  await expect(state(page)).toContainText("This round has closed");
  await after(1500);
  expect(server.saves).toHaveLength(1);
  await expect(page.locator("#a-note")).toHaveValue("Still here");
});

test("two versions are shown and focused, and nothing is sent before one is chosen", async ({ page }) => {
  const panel = '<div class="sf-conflict"><button name="keep" value="a:mine">Keep mine</button></div>';
  const server = await open(page, () => ({ status: 409, contentType: "text/html; charset=utf-8", body: panel }));
  await page.check("#a-3");
  await expect(page.locator("#a .sf-conflict")).toBeFocused();
  await page.check("#a-2");
  await after(300);
  expect(server.saves).toHaveLength(1);
  await page.click("text=Keep mine");
  await expect(page.locator("h1")).toHaveText("Next");
  expect(server.posts[0]).toMatchObject({ keep: "a:mine", a: "2" });
});

test("a page that comes back with two versions starts there, asks, and saves the other answers", async ({ page }) => {
  const conflict = '<div class="sf-conflict" tabindex="-1"><input type="radio" name="a-keep" id="keep" value="mine"><label for="keep">Mine</label></div>';
  const server = await open(page, saved, { conflict });
  await expect(page.locator(".sf-conflict")).toBeFocused();
  await expect(state(page)).toContainText("choose which to keep");
  await page.check("#keep");
  await expect.poll(() => server.saves.map((save) => save.pathname)).toEqual(["/answers/b"]);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("h1")).toHaveText("Next");
  expect(server.posts[0]).toMatchObject({ "a-keep": "mine" });
});

test("a page that comes back to be put right saves the answer once it is", async ({ page }) => {
  const server = await open(page, saved, { wrong: true });
  await expect(page.locator("#a .sf-statement__state")).toHaveText("Not saved yet");
  await page.fill("#a-note", "Shorter");
  await expect(state(page)).toContainText("Saved");
  await expect(page.locator("#a")).not.toHaveClass(/--error/);
  expect(server.saves.map((save) => save.pathname)).toEqual(["/answers/b", "/answers/a"]);
});

test("an answer that cannot be saved says why beside it, and the sentence goes once it can", async ({ page }) => {
  await open(page, (n) => (n === 1 ? { status: 422, contentType: "text/plain", body: "Shorten <b>the note</b>" } : saved(n)));
  await page.fill("#a-note", "Too long");
  await expect(page.locator("#a .govuk-error-message")).toHaveText("Error: Shorten <b>the note</b>");
  await page.fill("#a-note", "Short");
  await expect(state(page)).toHaveText("Saved 10:42");
  await expect(page.locator("#a .govuk-error-message")).toHaveCount(0);
});

test("Continue waits for a save in flight, so that the form carries its revision", async ({ page }) => {
  const server = await open(page, async (n) => {
    await after(500);
    return saved(n);
  });
  await page.check("#a-3");
  await page.getByRole("button", { name: "Later" }).click();
  await expect(page.locator("h1")).toHaveText("Next");
  expect(server.posts).toHaveLength(1);
  expect(server.posts[0]).toMatchObject({ a: "3", "a-read": "r1", then: "later" });
});

test("Continue stays while the server cannot be reached", async ({ page }) => {
  const server = await open(page, () => "unreachable");
  await page.fill("#a-note", "Kept in the page");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(state(page)).toContainText("We cannot save just now");
  await expect(page.locator("#a-note")).toHaveValue("Kept in the page");
  expect(server.posts).toHaveLength(0);
  server.answer = saved;
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("h1")).toHaveText("Next");
});

test("leaving asks while something is unsaved, and only then", async ({ page }) => {
  let asked = 0;
  page.on("dialog", (dialog) => {
    asked += 1;
    dialog.accept();
  });
  const server = await open(page, () => "unreachable");
  await page.check("#a-3");
  await expect(state(page)).toContainText("Not saved yet");
  await page.click("text=Elsewhere");
  await expect(page.locator("h1")).toHaveText("Elsewhere");
  expect(asked).toBe(1);
  server.answer = saved;
  await page.goto("/element");
  await page.check("#a-3");
  await expect(state(page)).toContainText("Saved");
  await page.click("text=Elsewhere");
  await expect(page.locator("h1")).toHaveText("Elsewhere");
  expect(asked).toBe(1);
});

test("an answer can be cleared, and is saved as none", async ({ page }) => {
  const server = await open(page, saved);
  await expect(page.locator("#a [data-clear]")).toBeHidden();
  await page.check("#a-3");
  await page.click("#a [data-clear]");
  await expect(state(page)).toHaveText("Saved 10:42");
  expect(server.saves[1].fields).not.toHaveProperty("a");
  await expect(page.locator("#a [data-clear]")).toBeHidden();
  await expect(page.locator("#a-2")).toBeFocused();
});

test("a note says how much room is left once it runs short, counted as a person counts", async ({ page }) => {
  await open(page, saved);
  const count = page.locator("#a .sf-count");
  await page.fill("#a-note", "Short");
  await expect(count).toBeHidden();
  await page.fill("#a-note", "👩‍👩‍👧".repeat(209));
  await expect(count).toHaveText("1 character left");
  await page.fill("#a-note", "e\u0301".repeat(212));
  await expect(count).toHaveText("2 characters too many");
});

test("a double click sends a form once", async ({ page }) => {
  const server = await open(page, saved);
  await page.getByRole("button", { name: "Continue" }).dblclick();
  await expect(page.locator("h1")).toHaveText("Next");
  expect(server.posts).toHaveLength(1);
});

test("nothing of an answer goes into the browser's storage", async ({ page }) => {
  await open(page, () => "unreachable");
  await page.fill("#a-note", "Private");
  await expect(state(page)).toContainText("Not saved yet");
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});
