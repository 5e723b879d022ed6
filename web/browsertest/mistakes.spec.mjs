import { elements, expect, people, test } from "./people.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";
import { expectMistakes } from "./mistakes.mjs";
import { closeRound, day, draftRound, fill, five, home, odd, openRound, plan, send } from "./rounds.mjs";

const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

test("what a plan cannot be is said, and what was typed stays", async ({ as, scripted }) => {
  const clerk = await as(people.clerk);
  await clerk.goto(`${await home(clerk)}/rounds/new`);
  await fill(clerk, { title: "", minimum: "" });
  await press(clerk, "Save and choose respondents");
  await expectMistakes(clerk, [
    ["title", /^Enter a title/],
    ["instrument", "Choose a questionnaire"],
    ["opens-day", "Enter the opening date"],
    ["closes-day", "Enter the closing date"],
    ["minimum", /^Enter the minimum responses/],
  ], scripted && expectSoundAtBothWidths);
  if (scripted) {
    await expect(clerk.locator(".govuk-error-summary")).toBeFocused();
    await clerk.getByRole("alert").getByRole("link").nth(2).click();
    await expect(clerk.locator("#opens-day")).toBeFocused();
  }

  const typed = { ...plan("x".repeat(201)), "opens-day": "31", "opens-month": "2", minimum: "4" };
  await fill(clerk, typed);
  await press(clerk, "Save and choose respondents");
  await expectMistakes(clerk, [
    ["title", "The title must be 200 characters or fewer: it has 201"],
    ["opens-day", /^The opening date must be a real date/],
    ["minimum", /^The minimum responses must be 5 or more/],
  ]);
  for (const [name, value] of Object.entries(typed)) {
    if (name !== "instrument") await expect(clerk.locator(`[name="${name}"]`)).toHaveValue(value);
  }

  const yesterday = day(-1);
  await fill(clerk, {
    ...plan("Backwards"), "opens-day": yesterday.day, "opens-month": yesterday.month, "opens-year": yesterday.year,
    "closes-year": String(Number(typed["closes-year"]) - 1), minimum: "five",
  });
  const byItself = clerk.getByLabel("It opens by itself on the opening date");
  await byItself.check();
  await press(clerk, "Save and choose respondents");
  await expectMistakes(clerk, [
    ["opens-day", /^A round opens by itself /],
    ["closes-day", /^The closing date has passed/],
    ["minimum", /^The minimum responses must be a whole number/],
  ]);
  await expect(byItself).toBeChecked();
});

test("what messages cannot be is said, and what was typed stays", async ({ as, scripted }) => {
  const clerk = await as(people.clerk);
  const round = await draftRound(clerk, "Messages to put right");
  await clerk.goto(`${round}/messages`);
  const typed = { "invitation-words": `Line one\n> ${odd["a script"]}${odd.emoji}`, "reminder-words": "w".repeat(2001), "reminder-days": "7 and a bit" };
  await fill(clerk, typed);
  await press(clerk, "Save");
  await expectMistakes(clerk, [
    ["reminder-words", "Your words must be 2,000 characters or fewer: they have 2001"],
    ["reminder-days", "Write the days as whole numbers, such as 7, 2, 1"],
  ], scripted && expectSoundAtBothWidths);
  for (const [name, value] of Object.entries(typed)) await expect(clerk.locator(`[name="${name}"]`)).toHaveValue(value);
  await fill(clerk, { "reminder-words": odd["right to left"], "reminder-days": "90, 0" });
  await press(clerk, "Save");
  await expectMistakes(clerk, [["reminder-days", /^Each reminder must be from 1 to \d+ days before the closing date$/]]);
  await expect(clerk.locator("#reminder-days")).toHaveValue("90, 0");
  await fill(clerk, { "reminder-days": "7 2; 1" });
  await press(clerk, "Save");
  await expect(clerk.locator(".sf-letter").first()).toContainText(`> > ${odd["a script"]}${odd.emoji}`);
  await expect(clerk.locator("#planned li")).toHaveCount(3);
  await expect(clerk).toHaveTitle("Messages and reminders – Sevenfold");
});

test("a round is extended to a later day alone", { tag: "@once" }, async ({ as }) => {
  const clerk = await as(people.clerk);
  const round = await openRound(clerk, "To be extended", five);
  await clerk.goto(`${round}/extend`);
  const { day: d, month, year } = day(1);
  const typed = { "closes-day": d, "closes-month": month, "closes-year": year };
  await fill(clerk, typed);
  await press(clerk, "Extend this round");
  await expectMistakes(clerk, [["closes-day", /^The new closing date must be after the one there is, /]], expectSoundAtBothWidths);
  for (const [name, value] of Object.entries(typed)) await expect(clerk.locator(`[name="${name}"]`)).toHaveValue(value);
});

test("nobody chosen is said, and a round for nobody is not opened", { tag: "@once" }, async ({ as }) => {
  const clerk = await as(people.clerk);
  const round = await draftRound(clerk, "A round for nobody");
  await clerk.goto(`${round}/respondents`);
  for (const box of await clerk.getByRole("checkbox").all()) await box.uncheck();
  await press(clerk, "Save respondents");
  await expectMistakes(clerk, [["people", /^Tick at least one person/]], expectSoundAtBothWidths);
  await expect(clerk.getByRole("checkbox", { checked: true })).toHaveCount(0);

  await clerk.goto(`${round}/open`);
  await expect(clerk.getByRole("button", { name: "Open this round" })).toHaveCount(0);
  await expect(clerk.locator("#nobody")).toContainText("Nobody is invited");
  await expectSoundAtBothWidths(clerk);
  expect((await send(clerk.request, `${round}/open`, {})).status()).toBe(422);
});

test("an old tab is told how far the round has come since", { tag: "@once" }, async ({ as }) => {
  const clerk = await as(people.clerk);
  const round = await openRound(clerk, "Seen in an old tab", five);
  const draft = await draftRound(clerk, "An old tab's draft");
  await clerk.goto(`${draft}/edit`);
  // The same form, of a round that was opened meanwhile.
  await clerk.locator("main form").evaluate((form, action) => form.setAttribute("action", action), `${round}/edit`);
  await press(clerk, "Save");
  await expect(heading(clerk)).toHaveText("This round is no longer a draft");
  await expectSoundAtBothWidths(clerk);

  await clerk.goto(`${round}/close`);
  await closeRound(clerk, round);
  await press(clerk, "Close this round");
  await expect(heading(clerk)).toHaveText("This round is closed already");
  await expectSoundAtBothWidths(clerk);
  await clerk.getByRole("link", { name: "Read the report" }).click();
  await expect(clerk.locator("main")).toContainText("Nothing is shown of this round");
  await expectSoundAtBothWidths(clerk);
});

test("a form sent after signing out leads to signing in", { tag: "@once" }, async ({ as }) => {
  const clerk = await as(people.clerk);
  const trust = await home(clerk);
  await clerk.goto(`${trust}/rounds/new`);
  await clerk.request.post("/sign-out");
  await fill(clerk, plan("Signed out meanwhile"));
  await press(clerk, "Save and choose respondents");
  await expect(heading(clerk)).toHaveText("Sign in");
});

test("a note that is too long is kept in the page, and said", async ({ as, scripted }) => {
  const clerk = await as(people.clerk);
  const round = await openRound(clerk, `Notes ${scripted}`, five);
  const page = await as(people.trustees[0]);
  const [one, two] = elements[0].statements;
  await page.goto(`${round}/answers/${elements[0].id}`);
  const note = page.locator(`#${one.id}-note`);
  const long = `${"ż".repeat(1990)} and more still`;
  await note.fill(long);
  await page.locator(`#${two.id}-note`).fill(odd["a script"] + odd.emoji + odd["right to left"]);
  if (scripted) {
    await expect(page.locator(`#${one.id} .sf-count`)).toHaveText("5 characters too many");
    await expect(page.locator(`#${one.id} .govuk-error-message`)).toContainText("Shorten this note to 2,000 characters or fewer");
  }
  await press(page, "Continue");
  await expectMistakes(page, [[`${one.id}-note`, "Shorten this note to 2,000 characters or fewer: it has 2,005"]], scripted && expectSoundAtBothWidths);
  await expect(note).toHaveValue(long);
  await note.fill("Short");
  await press(page, "Continue");
  await expect(heading(page)).toHaveText(elements[1].title);
  await page.goto(`${round}/my-answers`);
  await expect(page.getByText(odd["a script"] + odd.emoji + odd["right to left"])).toBeVisible();
  await expect(page).toHaveTitle("Your answers – Sevenfold");
  if (scripted) await expectSoundAtBothWidths(page);
});
