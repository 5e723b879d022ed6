import { expect, mail, real, test } from "./people.mjs";
import { about, arrived, codeIn, linkIn } from "./mail.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";

// These run on the server that is no demonstration: nobody can be stepped into there.
const trust = "Saltmarsh Learning Trust";
const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const message = (to) => arrived(mail, { to, kind: about.signIn });

async function ask(page, email) {
  await page.goto(`${real}/sign-in`);
  await page.getByLabel("Your e-mail address").fill(email);
  await press(page, "Send me a code");
}

test("somebody signs in by the code, and out again", async ({ stranger }) => {
  const page = await stranger();
  await page.goto(`${real}/home`);
  await expect(heading(page)).toHaveText("Sign in");
  await expectSoundAtBothWidths(page);
  await page.getByLabel("Your e-mail address").fill("clerk@saltmarsh.example");
  await press(page, "Send me a code");
  await expect(heading(page)).toHaveText("Check your e-mail");
  await expectSoundAtBothWidths(page);
  const code = codeIn(await message("clerk@saltmarsh.example"));

  await page.getByLabel("Code from the e-mail").fill(code === "000000" ? "000001" : "000000");
  await press(page, "Continue");
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole("alert")).toContainText("That is not the code of this page");
  await expectSoundAtBothWidths(page);

  await page.getByLabel("Code from the e-mail").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await press(page, "Continue");
  await expect(heading(page)).toHaveText(trust);
  await expect(page.getByRole("heading", { name: "Three steps to your first report" })).toBeVisible();
  await expectSoundAtBothWidths(page);

  await press(page, "Sign out");
  await expect(page).toHaveURL(`${real}/`);
  await page.goto(`${real}/home`);
  await expect(heading(page)).toHaveText("Sign in");
});

test("somebody signs in by the link, which a scanner has followed before", async ({ stranger }) => {
  const page = await stranger();
  await ask(page, "chair@saltmarsh.example");
  const link = linkIn(await message("chair@saltmarsh.example"));
  for (let follows = 0; follows < 20; follows += 1) expect((await page.request.get(link)).status()).toBe(200);

  const elsewhere = await stranger();
  await elsewhere.goto(link);
  await expect(elsewhere.locator("main button")).toHaveCount(1);
  await expectSoundAtBothWidths(elsewhere);
  await press(elsewhere, "Sign in");
  await expect(heading(elsewhere)).toHaveText(trust);
  await expect(elsewhere.getByText("Nothing waits for you here now.")).toBeVisible();
  await expectSoundAtBothWidths(elsewhere);

  await page.goto(link);
  await expect(heading(page)).toHaveText("Ask for a new code");
  await expectSoundAtBothWidths(page);
});

test("signing in leads to where one was going", async ({ stranger }) => {
  const page = await stranger();
  await page.goto(`${real}/t/${process.env.BROWSERTEST_TRUST}?to=somewhere`);
  await page.getByLabel("Your e-mail address").fill("trustee@saltmarsh.example");
  await press(page, "Send me a code");
  const code = codeIn(await message("trustee@saltmarsh.example"));
  await page.getByLabel("Code from the e-mail").fill(code);
  await page.getByLabel("This is my own device").check();
  await press(page, "Continue");
  await expect(page).toHaveURL(`${real}/t/${process.env.BROWSERTEST_TRUST}?to=somewhere`);
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect((cookie.expires - Date.now() / 1000) / 86_400).toBeCloseTo(14, 1);
});

test("after ten wrong codes the right one is refused", async ({ stranger }) => {
  const page = await stranger();
  await ask(page, "governor@saltmarsh.example");
  const code = codeIn(await message("governor@saltmarsh.example"));
  const wrong = code === "123456" ? "654321" : "123456";
  for (let tries = 1; tries <= 10; tries += 1) {
    await page.request.post(page.url(), { form: { code: wrong }, headers: { origin: real } });
  }
  await page.getByLabel("Code from the e-mail").fill(code);
  await press(page, "Continue");
  await expect(heading(page)).toHaveText("Ask for a new code");
});

test("asking says the same of an address that is not known", async ({ stranger }) => {
  const page = await stranger();
  await ask(page, "nobody@saltmarsh.example");
  await expect(heading(page)).toHaveText("Check your e-mail");
  await expect(page.locator("main")).toContainText("If we know nobody@saltmarsh.example, a message is on its way there.");
  await page.getByLabel("Code from the e-mail").fill("204816");
  await press(page, "Continue");
  await expect(page.getByRole("alert")).toContainText("That is not the code of this page");
});

test("what a form of signing in cannot use, it says", async ({ stranger }) => {
  const page = await stranger();
  for (const [typed, said] of [
    ["", "Enter your e-mail address"],
    ["clerk", "Enter an e-mail address in the form name@example.org"],
    [`${"a".repeat(300)}@saltmarsh.example`, "Enter an e-mail address in the form name@example.org"],
    ["<script>alert(1)</script>@saltmarsh.example", "Enter an e-mail address in the form name@example.org"],
    ["‮clerk@saltmarsh.example 👩‍👩‍👧", "Enter an e-mail address in the form name@example.org"],
  ]) {
    await ask(page, typed);
    await expect(page).toHaveTitle(/^Error: Sign in/);
    const summary = page.getByRole("alert");
    await expect(summary.getByRole("link", { name: said })).toHaveAttribute("href", "#email");
    await expect(page.getByLabel("Your e-mail address")).toHaveValue(typed);
  }
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.getByLabel("Your e-mail address")).toBeFocused();
});
