import { elements, expect, framework, people, test } from "./people.mjs";
import { expectSound } from "./look.mjs";
import { answerAll, day } from "./rounds.mjs";

const [walker, ...others] = people.trustees;
const invited = [people.chair, people.chiefExecutive, walker, ...others.slice(0, 3)];
const statements = elements.flatMap((element) => element.statements);

test("a round, from its draft to its report", async ({ as, stranger, hands, scripted }, { project }) => {
  const title = `Journey of ${project.name}`;
  const sound = (page) => (["wide", "narrow"].includes(project.name) ? expectSound(page) : undefined);
  const heading = (page) => page.locator("h1");
  const follow = async (page, name, to) => {
    await hands.press(page.getByRole("link", { name, exact: true }));
    await expect(heading(page)).toHaveText(to);
  };
  const send = async (page, name, to) => {
    await hands.press(page.getByRole("button", { name, exact: true }));
    await expect(heading(page)).toHaveText(to);
  };

  const clerk = await stranger();
  await test.step("the governance professional drafts a round", async () => {
    await clerk.goto("/demonstration");
    await send(clerk, people.clerk, "Example Learning Trust");
    await follow(clerk, "Draft a new round", "Draft a new round");
    await sound(clerk);
    await hands.write(clerk.getByLabel("Title"), title);
    for (const [date, ahead] of [["Opening date", 0], ["Closing date", 14]]) {
      const parts = clerk.getByRole("group", { name: date });
      const { day: d, month, year } = day(ahead);
      await hands.write(parts.getByLabel("Day"), d);
      await hands.write(parts.getByLabel("Month"), month);
      await hands.write(parts.getByLabel("Year"), year);
    }
    await send(clerk, "Save and choose respondents", "Choose respondents");
    await sound(clerk);
    for (const box of await clerk.getByRole("checkbox").all()) {
      const name = await box.evaluate((element) => element.labels[0].textContent.trim());
      if (invited.includes(name) !== (await box.isChecked())) await hands.toggle(box);
    }
    await send(clerk, "Save respondents", title);
    await expect(clerk.getByText("Six people")).toBeVisible();
    await sound(clerk);
  });

  await test.step("previews it and opens it", async () => {
    await follow(clerk, "Preview it as a respondent sees it", /Preview/);
    await follow(clerk, elements[0].title, elements[0].title);
    await sound(clerk);
    await follow(clerk, "Next page", elements[1].title);
    await follow(clerk, "Back to all domains", /Preview/);
    await follow(clerk, "Back to the round", title);
    await follow(clerk, "Go on to open this round", "Open this round");
    await expect(clerk.locator("main")).toContainText("the questionnaire, and the exact words of its statements");
    await sound(clerk);
    await send(clerk, "Open this round", `${title}: progress`);
    await expect(clerk.locator("#done")).toHaveText("None of six people have submitted.");
    await sound(clerk);
  });
  const round = new URL(clerk.url()).pathname.replace(/\/progress$/, "");

  await test.step("a trustee answers all seven domains, and submits", async () => {
    const page = await as(walker);
    await page.goto("/home");
    await follow(page, new RegExp(`^Start.*${title}$`), title);
    await expect(page.locator("main")).toContainText("Your answers are confidential");
    await sound(page);
    await follow(page, "Start", "All seven domains");
    await expect(page.locator("main")).toContainText("0 of 12 answered");
    await sound(page);
    await follow(page, /^1\. /, elements[0].title);
    await answerFirst(page, hands, scripted);
    await sound(page);
    await send(page, "Save and come back later", "All seven domains");
    await expect(page.getByRole("region", { name: "Done" })).toContainText("Come back any time");
    await sound(page);
    await follow(page, /^1\. /, elements[1].title);
    for (const [i, element] of elements.entries()) {
      if (i === 0) continue;
      await expect(heading(page)).toHaveText(element.title);
      for (const [j, s] of element.statements.entries()) await hands.choose(page.locator(`#${s.id}-choice-${1 + ((i + j) % 4)}`));
      await hands.press(page.getByRole("button", { name: "Continue" }));
    }
    await expect(heading(page)).toHaveText("Check your answers");
    await expect(page.getByText("You have answered every statement.")).toBeVisible();
    await expect(page.getByText("Does not apply to our trust")).toBeVisible();
    await sound(page);
    await follow(page, "Continue", "How your answers will appear");
    await sound(page);
    await follow(page, "Continue", "Submit your answers");
    await expect(page.locator("main")).toContainText("Counts are exact.");
    await sound(page);
    await send(page, "Submit my answers", "Thank you. Your answers are submitted");
    await sound(page);
    await follow(page, "Read or change your answers", "Your answers");
    await expect(page.getByText("Two surveys, and what heads told us.")).toBeVisible();
    await sound(page);
  });

  await test.step("the chair submits with gaps", async () => {
    const page = await as(people.chair);
    await page.goto(`${round}/answers/${elements[0].id}`);
    await hands.choose(page.locator(`#${elements[0].statements[0].id}-choice-3`));
    await send(page, "Continue", elements[1].title);
    await page.goto(`${round}/check-answers`);
    await expect(page.getByRole("heading", { name: "79 statements not answered" })).toBeVisible();
    await sound(page);
    await follow(page, "Continue", "How your answers will appear");
    await follow(page, "Continue", "Submit your answers");
    await expect(page.locator("main")).toContainText("You have not answered 79 statements. You can still submit.");
    await send(page, "Submit my answers", "Thank you. Your answers are submitted");
  });

  await test.step("others answer, and the round is closed", async () => {
    for (const [i, name] of [people.chiefExecutive, ...others.slice(0, 2)].entries()) await answerAll(await as(name), round, i);
    await clerk.reload();
    await expect(clerk.locator("#done")).toHaveText("Five of six people have submitted.");
    await follow(clerk, "Close this round", "Close this round");
    await expect(clerk.locator("#means")).toContainText("One person has not started.");
    await sound(clerk);
    await hands.press(clerk.getByRole("button", { name: "Close this round" }));
    await expect(clerk).toHaveURL(`${round}/report`);
    await expect(clerk.locator("main")).toContainText("What five people see of this trust");
    await sound(clerk);
    await clerk.goto(`${round}/progress`);
    await expect(clerk.getByRole("link", { name: "Read the report" })).toBeVisible();
  });

  await test.step("the chair, the chief executive and a trustee read the report", async () => {
    for (const name of [people.chair, people.chiefExecutive, walker]) {
      const page = await as(name);
      await page.goto("/home");
      await hands.press(page.getByRole("link", { name: new RegExp(`^Read the report.*${title}$`) }));
      await expect(page.locator("main")).toContainText("What five people see of this trust");
      const domain = framework.domains[1].title;
      await hands.press(page.getByRole("table", { name: /domain/ }).getByRole("link", { name: domain }));
      await expect(heading(page)).toContainText(domain);
      await expect(page.locator("main")).toContainText("appraisal");
      await sound(page);
      await hands.press(page.getByRole("link", { name: "How this was found" }));
      await expect(page.getByRole("heading", { name: "What is withheld, and why" })).toBeVisible();
    }
  });
});

// Answers the first element, with everything that can be said of a statement.
async function answerFirst(page, hands, scripted) {
  const [one, two] = elements[0].statements;
  const saved = page.locator("[data-save-state]");
  await hands.choose(page.locator(`#${one.id}-choice-2`));
  if (scripted) await expect(saved).toHaveText(/^Saved \d\d:\d\d$/);
  await hands.pick(page.locator(`#${one.id}-basis`), framework.bases?.[1]?.text ?? "I have seen the evidence myself");
  await hands.write(page.locator(`#${one.id}-note`), "Two surveys, and what heads told us.");
  await hands.choose(page.locator(`#${two.id}-choice-apart`));
  if (scripted) await expect(saved).toHaveText(/^Saved \d\d:\d\d$/);
}
