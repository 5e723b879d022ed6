import { writeFile } from "node:fs/promises";
import { expect, framework, people, test } from "./people.mjs";
import { fillPDF, textOf } from "./forms.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";
import { closeRound, home, openRound, send } from "./rounds.mjs";

const [typed, sent, ...others] = people.trustees;
const instrument = (id) => framework.instruments.find((one) => one.id === id);
const statements = (id) => instrument(id).domains.flatMap((domain) => domain.elements.flatMap((element) => element.statements));
const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

// A round of 21 statements, with how it is known, and the governance professional at its page of paper.
const onPaper = test.extend({
  round: async ({ as }, use, info) => {
    const clerk = await as(people.clerk);
    await use(await openRound(clerk, `${info.title} (${info.project.name})`.slice(0, 200), [people.chair, typed, sent], "culture-audit"));
  },
  page: async ({ as, round }, use) => {
    const page = await as(people.clerk);
    await page.goto(`${round}/paper`);
    await use(page);
  },
  // Every state is looked at, where a script can look.
  sound: async ({ scripted }, use) => use(scripted ? expectSoundAtBothWidths : async () => {}),
});

onPaper("a form is typed in twice by keyboard, settled and saved, and belongs to its respondent", async ({ page, round, as, scripted, sound }) => {
  const first = ["3b2", "?", "2", "4b1", "", ...Array(15).fill("1b4"), "x"];
  const again = first.with(1, "x").with(2, "3b1");
  const trustee = await as(typed);

  await sound(page);
  await page.getByRole("link", { name: "Type in from paper" }).click();
  await sound(page);
  await page.getByRole("link", { name: typed }).click();
  await expect(heading(page)).toHaveText(`Type in the form of ${typed}`);
  await typeRows(page, first.with(0, "9"), scripted);
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole("alert")).toContainText("1-01: type 1 to 4, ? or x, and b1 to b4 after a number");
  await sound(page);
  await typeRows(page, first, scripted);
  await page.keyboard.press("Enter");

  await expect(heading(page)).toHaveText(`Type in the form of ${typed} a second time`);
  await expect(page.locator("#answer-1-01")).toHaveValue("");
  await sound(page);
  await page.locator("#note-1-01").focus();
  await page.keyboard.type("Seen at a visit, زيارة.");
  await typeRows(page, again, scripted);
  await page.keyboard.press("Enter");

  await expect(heading(page)).toHaveText("Where the two times differ");
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(["1-02: first ?, then x", "1-03: first 2, then 3 b1"]);
  await sound(page);
  await page.getByRole("alert").getByRole("link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#settled-1-02")).toBeFocused();
  await page.keyboard.type("x");
  await page.keyboard.press("Tab");
  await page.keyboard.type("3b1");
  const form = page.url();
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(`${round}/paper?done=saved`);
  await expect(page.locator("#entered")).toHaveText(`${typed}, by ${people.clerk}`);
  await sound(page);
  expect((await page.goto(form)).status()).toBe(409);
  await expect(heading(page)).toHaveText("This form was saved before");
  await sound(page);
  await page.goto(`${round}/progress`);
  await expect(page.locator("main")).toContainText(`Entered from paper by ${people.clerk}`);
  await sound(page);

  await trustee.goto(`${round}/my-answers`);
  await expect(trustee.locator("#entered")).toContainText(`${people.clerk} entered these answers for you from paper`);
  await expect(trustee.locator("main")).toContainText("Seen at a visit, زيارة.");
  await sound(trustee);
  const [{ text }, other] = statements("culture-audit");
  await trustee.getByRole("link", { name: text }).click();
  await trustee.locator(`[id="${other.id}-choice-4"]`).check();
  await press(trustee, "Continue");
  await expect(heading(trustee)).toHaveText("Your answers");
  await expect(trustee.locator("#entered")).toHaveCount(0);
  await sound(trustee);
  await page.reload();
  await expect(page.locator("main")).not.toContainText("Entered from paper");
  await expect(page.locator("#done")).toHaveText("One of three people has submitted.");

  const mine = await ready(trustee, `${round}/my-answers.pdf`);
  expect(mine.headers()["cache-control"]).toBe("private, no-store");
  expect(textOf(await mine.body())).toMatch(/My answers .*Nobody else has this document.*A significant strength for us/);
  expect((await page.request.get(`${round}/my-answers.pdf`)).status()).toBe(404);
});

onPaper("a file that was filled in is read, shown and saved, and one that can't be read says why", async ({ page, round, as, sound }, info) => {
  const clerk = await as(people.clerk);
  const elsewhere = await openRound(clerk, `Another round (${info.project.name})`, [people.chair, sent], "culture-audit");
  const filled = async (of, name) => {
    const file = info.outputPath(`${name}.pdf`);
    await writeFile(file, await (await ready(page, `${of}/paper/fillable.pdf`)).body());
    return fillPDF(file, [["answer:1-01", "p2"], ["basis:1-01", "b2"], ["answer:1-02", "unknown"], ["basis:1-03", "b1"], ["note:1-01", "Two visits.\nزيارتان."]]);
  };
  const [mine, theirs] = [await filled(round, "mine"), await filled(elsewhere, "theirs")];

  const download = page.waitForEvent("download");
  await page.locator("#fillable").click();
  expect((await download).suggestedFilename()).toMatch(/^questionnaire-to-fill-in-[\d-]+\.pdf$/);
  await page.getByRole("link", { name: "Enter a file that was filled in" }).click();
  await sound(page);
  await press(page, "Show what was read");
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(["Choose whose questionnaire it is", "Choose a file"]);
  await sound(page);
  for (const [name, buffer, says] of [
    ["letter.pdf", Buffer.from("Dear all"), "The file is not a PDF"],
    ["half.pdf", mine.subarray(0, mine.length / 2), "The file ends in the middle"],
    ["other.pdf", theirs, "The questionnaire is of another round of your trust"],
  ]) {
    await upload(page, { name, mimeType: "application/pdf", buffer });
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByRole("alert")).toContainText(says);
    await expect(page.getByLabel("Whose is it?").locator("option:checked")).toContainText(sent);
    await sound(page);
  }

  await upload(page, { name: "mine.pdf", mimeType: "application/pdf", buffer: mine });
  await expect(heading(page)).toHaveText(`Check what was read for ${sent}`);
  await expect(page.locator("#read")).toContainText("I do not know");
  await expect(page.locator("#read")).toContainText("Two visits.");
  await expect(page.locator("#unread li")).toHaveCount(1);
  await sound(page);
  const form = page.url();
  await page.locator("main .govuk-button").click();
  await expect(page.locator("#entered")).toHaveText(`${sent}, by ${people.clerk}`);
  expect((await page.goto(form)).status()).toBe(409);
  const trustee = await as(sent);
  await trustee.goto(`${round}/my-answers`);
  await expect(trustee.locator("#entered")).toContainText(people.clerk);
  await expect(trustee.locator("main")).toContainText("زيارتان.");
  await press(trustee, "Confirm these answers as they are");
  await trustee.goto(`${round}/my-answers`);
  await expect(trustee.locator("#entered")).toHaveCount(0);
  const kept = trustee.waitForEvent("download");
  await trustee.locator("#pdf").click();
  expect((await kept).suggestedFilename()).toMatch(/^my-answers-[\d-]+\.pdf$/);
});

test("a questionnaire is previewed page by page, and nothing goes anywhere", async ({ as, scripted }) => {
  const page = await as(people.clerk);
  const sound = scripted ? expectSoundAtBothWidths : async () => {};
  const rapid = instrument("rapid-audit");
  await page.goto(`${await home(page)}/questionnaires`);
  await sound(page);
  const asked = [];
  page.on("request", (request) => request.method() !== "GET" && asked.push(`${request.method()} ${request.url()}`));
  const follow = async (name) => {
    await page.locator("main").getByRole("link", { name }).click();
    await expect(page.locator("body")).toContainText("This is a preview, as a respondent sees it.");
    await expect(page.locator("main form")).toHaveCount(0);
    await sound(page);
  };
  await follow(new RegExp(`^Preview\\s*: ${rapid.title}`));
  await expect(heading(page)).toHaveText(rapid.title);
  await follow("Start");
  await follow(`1. ${rapid.domains[0].title}`);
  for (const element of rapid.domains.flatMap((domain) => domain.elements)) {
    await expect(heading(page)).toHaveText(element.title);
    for (const statement of element.statements) {
      await page.locator(`[id="${statement.id}-choice-5"]`).check();
      await page.locator(`[id="${statement.id}-note"]`).fill("Gone at once.");
    }
    await follow("Continue");
  }
  await expect(heading(page)).toHaveText("Check your answers");
  await expect(page.locator("main")).toContainText("20 statements not answered");
  await expect(page.locator("main")).not.toContainText("Gone at once.");
  await follow("Continue");
  await expect(heading(page)).toHaveText("How your answers will appear");
  await follow("Continue");
  await expect(heading(page)).toHaveText("Submit your answers");
  expect(asked).toEqual([]);
});

// A scale of its own has words of its own, and no script a hand in them.
test("the report of the rapid audit speaks of understanding alone @once", async ({ as }, { project }) => {
  const board = [people.chair, typed, sent, ...others.slice(0, 2)];
  const clerk = await as(people.clerk);
  const round = await openRound(clerk, `What trustees understand (${project.name})`, board, "rapid-audit");
  for (const [person, name] of board.entries()) {
    const { request } = await as(name);
    let at = 0;
    for (const element of instrument("rapid-audit").domains.flatMap((domain) => domain.elements)) {
      // One is understood by all, one is new to all, on one views lie at both ends, and so on.
      const fields = element.statements.map((s) => [`${s.id}.choice`, String([5, 1, person < 3 ? 1 : 5, 3, 1 + person][at++ % 5])]);
      expect((await send(request, `${round}/answers/${element.id}`, fields)).status(), element.id).toBe(303);
    }
    expect((await send(request, `${round}/submit`, {})).status()).toBe(303);
  }
  await closeRound(clerk, round);
  const page = await as(people.chair);
  const reads = async () => {
    await expect(page.locator("main")).not.toContainText(/strength|challenge|do not know|does not apply/i);
    await expectSoundAtBothWidths(page);
  };
  await page.goto(`${round}/report`);
  await expect(page.locator("main")).toContainText("What five people");
  await reads();
  for (const domain of instrument("rapid-audit").domains) {
    await page.goto(`${round}/report/domains/${domain.id}`);
    await expect(heading(page)).toContainText(domain.title);
    await expect(page.locator("main")).toContainText(domain.elements[0].statements[0].text);
    await reads();
  }
});

// Types one row after the other, from the first on, by keyboard alone: a whole answer leads on by itself where there is a
// script. Afterwards the focus is where Enter sends the form.
async function typeRows(page, rows, scripted) {
  const fields = page.locator("[data-type-in] input[type=text]");
  await expect(fields).toHaveCount(rows.length);
  await fields.first().focus();
  for (const [i, keys] of rows.entries()) {
    await expect(fields.nth(i)).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.type(keys);
    if (scripted && (await isFocused(fields.nth(i)))) await page.keyboard.press("Enter");
    // Between two rows there may be a place for a note.
    for (let tabs = 0; !scripted && i < rows.length - 1 && tabs < 2 && !(await isFocused(fields.nth(i + 1))); tabs += 1) await page.keyboard.press("Tab");
  }
  if (scripted) await expect(page.locator("[data-type-in] button")).toBeFocused();
}

const isFocused = (field) => field.evaluate((element) => element === document.activeElement);

async function upload(page, file) {
  const person = page.getByLabel("Whose is it?");
  await person.selectOption(await person.locator("option", { hasText: sent }).getAttribute("value"));
  await page.getByLabel("PDF file").setInputFiles(file);
  await press(page, "Show what was read");
}

// A PDF once it can be made: a machine that has only just started says that it can't.
async function ready(page, address) {
  let answer;
  await expect(async () => {
    answer = await page.request.get(address);
    expect(answer.status(), address).toBe(200);
  }).toPass({ timeout: 120_000 });
  return answer;
}
