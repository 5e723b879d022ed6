import { elements, expect, people, test } from "./people.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";
import { about, codeIn, shown } from "./mail.mjs";
import { closeRound, five, openRound } from "./rounds.mjs";

const [element, next] = elements;
const [one, two] = element.statements;
const choice = (page, statement, at) => page.locator(`#${statement.id}-choice-${at}`);
const note = (page, statement) => page.locator(`#${statement.id}-note`);
const state = (page) => page.locator("[data-save-state]");
const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

// A round of this test's own, with its first element open before somebody.
const begun = test.extend({
  round: async ({ as }, use, info) => {
    const clerk = await as(people.clerk);
    const round = await openRound(clerk, `${info.title} (${info.project.name})`.slice(0, 200), five);
    await use({ path: round, first: `${round}/answers/${element.id}`, close: () => closeRound(clerk, round) });
  },
  // Each way of meeting the pages has somebody of its own: a person can ask for five codes an hour.
  who: async ({}, use, { project }) => use(people.trustees[["wide", "without script"].indexOf(project.name)]),
  page: async ({ as, who, round }, use) => {
    const page = await as(who);
    await page.goto(round.first);
    await use(page);
  },
});

begun("what was answered is there again, on another device too", async ({ page, as, who, round, scripted }) => {
  await choice(page, one, 2).check();
  if (scripted) await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  await note(page, one).fill("Said once");
  await page.locator(`#${one.id}-basis`).selectOption("seen");
  if (scripted) await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  else await press(page, "Continue");
  if (scripted) {
    await expect.poll(async () => (await page.request.get(`${round.path}/my-answers`)).text()).toContain("Said once");
    await page.reload();
  } else await page.goto(round.first);
  for (const device of [page, await as(who)]) {
    if (device !== page) await device.goto(round.first);
    await expect(choice(device, one, 2)).toBeChecked();
    await expect(note(device, one)).toHaveValue("Said once");
    await expect(page.locator(`#${one.id}-basis`)).toHaveValue("seen");
    await expect(state(device)).toHaveText(/^Saved \d\d:\d\d$/);
  }
});

begun("an answer can be taken back", async ({ page, round, scripted }) => {
  const kept = async () => (await (await page.request.get(round.first)).text()).search(/<input[^>]* checked/) > 0;
  await choice(page, one, 3).check();
  if (scripted) await expect.poll(kept).toBe(true);
  await page.locator(`#${one.id}`).getByRole("button", { name: /^Clear this answer/ }).click();
  await expect.poll(kept).toBe(false);
  await page.goto(round.first);
  await expect(page.locator(`#${one.id} input:checked`)).toHaveCount(0);
});

begun("an answer changed in two places is shown twice, and asked about", async ({ page, as, who, round, scripted }) => {
  const other = await as(who);
  await other.goto(round.first);
  await choice(other, one, 1).check();
  await note(other, one).fill("From the other tab");
  await press(other, "Continue");
  await expect(heading(other)).toHaveText(next.title);

  await choice(page, one, 4).check();
  await choice(page, two, "unknown").check();
  if (!scripted) await press(page, "Continue");
  const asked = page.locator(".sf-conflict");
  await expect(asked).toContainText("A significant strength for us");
  await expect(asked).toContainText("A significant challenge for us");
  await expect(asked).toContainText("From the other tab");
  if (scripted) await expectSoundAtBothWidths(page);
  await press(page, "Continue");
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole("alert").getByRole("link")).toHaveAttribute("href", `#${one.id}-keep-mine`);
  if (scripted) await expectSoundAtBothWidths(page);
  await asked.getByLabel("On this page you chose").check();
  await press(page, "Continue");
  await expect(heading(page)).toHaveText(next.title);
  await page.goto(round.first);
  await expect(choice(page, one, 4)).toBeChecked();
  await expect(choice(page, two, "unknown")).toBeChecked();
});

// Without script nothing is sent before Continue.
begun("a network that fails loses nothing, and the page says which is not saved", { tag: "@script" }, async ({ page, round }) => {
  await page.context().setOffline(true);
  await choice(page, one, 2).check();
  await note(page, one).fill("Typed on a train");
  await expect(state(page)).toHaveText("Not saved yet: we will try again");
  await expect(page.locator(`#${one.id} .sf-statement__state`)).toHaveText("Not saved yet");
  await expect(page.locator(`#${two.id} .sf-statement__state`)).toHaveCount(0);
  await press(page, "Continue");
  await expect(state(page)).toContainText("We cannot save just now");
  await expectSoundAtBothWidths(page);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await page.context().setOffline(false);
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  await expect(page.locator(".sf-statement__state")).toHaveCount(0);
  await page.goto(round.first);
  await expect(note(page, one)).toHaveValue("Typed on a train");
});

begun("what was typed outlives the session", async ({ page, stranger, who, round, scripted }) => {
  await page.request.post("/sign-out");
  await choice(page, one, 3).check();
  await note(page, one).fill("Typed for <b>half an hour</b>");
  if (scripted) await expect(state(page)).toContainText("You have been signed out");
  await press(page, "Continue");
  await expect(heading(page)).toHaveText("You were signed out. What you typed is safe in this page");
  await expect(page.getByText("Typed for <b>half an hour</b>")).toBeVisible();
  if (scripted) await expectSoundAtBothWidths(page);

  await press(page, "Send me a code");
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByLabel("Your e-mail address").fill(address(who));
  await press(page, "Send me a code");
  await expect(page.getByLabel("Code from the e-mail")).toBeVisible();
  if (scripted) await expectSoundAtBothWidths(page);
  await page.getByLabel("Code from the e-mail").fill("12");
  await press(page, "Sign in and save");
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByLabel("Code from the e-mail").fill(codeIn(await shown(await stranger(), { to: who, kind: about.signIn })));
  await press(page, "Sign in and save");
  await expect(heading(page)).toHaveText(next.title);
  await page.goto(round.first);
  await expect(choice(page, one, 3)).toBeChecked();
  await expect(note(page, one)).toHaveValue("Typed for <b>half an hour</b>");
});

begun("what was typed past the close is shown, to be copied", async ({ page, round, scripted }) => {
  await choice(page, two, 1).check();
  if (scripted) await expect(state(page)).toHaveText(/^Saved/);
  await round.close();
  await note(page, one).fill("Too late, and not lost");
  await choice(page, one, 1).check();
  if (scripted) await expect(state(page)).toContainText("This round has closed");
  await press(page, "Continue");
  await expect(heading(page)).toHaveText("This round has closed");
  await expect(page.getByText("Too late, and not lost")).toBeVisible();
  await expect(page.getByText("Not saved").first()).toBeVisible();
  if (scripted) await expectSoundAtBothWidths(page);
  await page.getByRole("link", { name: "Read the answers that were saved" }).click();
  await expect(heading(page)).toHaveText("Your answers");
});

const address = (name) => `${name.toLowerCase().replaceAll(" ", ".").replaceAll("'", "")}@example-learning-trust.example`;
