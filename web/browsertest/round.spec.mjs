import { elements, expect, framework, people, test } from "./people.mjs";
import { expectSound, expectSoundAtBothWidths } from "./look.mjs";
import { about, linkIn, shown } from "./mail.mjs";
import { addCommittee, answer, answerAll, day, differing, home } from "./rounds.mjs";

const [walker, ...others] = people.trustees;
const invited = [people.chair, people.chiefExecutive, walker, ...others.slice(0, 3)];

// Every way of meeting the pages walks this. By pointer on a wide screen, every statement is answered by hand, with gaps too,
// and three people read the report; elsewhere each kind of page is met once. Whether pages are sound is asked on the
// narrow screen: the crawl asks it of every page that can be reached, at both widths.
test("a round, from its draft to its report", async ({ as, stranger, hands, scripted }, { project }) => {
  const whole = project.name === "wide";
  const title = `Journey of ${project.name}`;
  const sound = (page) => (project.name === "narrow" ? expectSound(page) : undefined);
  const soundAfter = (page) => (project.name === "narrow" ? expectSoundAtBothWidths(page) : undefined);
  const heading = (page) => page.locator("h1");
  const follow = async (page, name, to) => {
    await hands.press(page.getByRole("link", { name, exact: true }));
    await expect(heading(page)).toHaveText(to);
  };
  const send = async (page, name, to) => {
    await hands.press(page.getByRole("button", { name, exact: true }));
    await expect(heading(page)).toHaveText(to);
  };
  const writeDate = async (page, date, ahead) => {
    const parts = page.getByRole("group", { name: date });
    const { day: d, month, year } = day(ahead);
    await hands.write(parts.getByLabel("Day"), d);
    await hands.write(parts.getByLabel("Month"), month);
    await hands.write(parts.getByLabel("Year"), year);
  };

  const clerk = await stranger();
  await test.step("the governance professional drafts a round", async () => {
    await clerk.goto("/demonstration");
    await send(clerk, people.clerk, "Example Learning Trust");
    const committee = `Committee of ${project.name}`;
    await addCommittee(clerk, committee, walker);
    await clerk.goto(await home(clerk));
    await follow(clerk, "Draft a new round", "Draft a new round");
    await sound(clerk);
    await hands.write(clerk.getByLabel("Title"), title);
    await hands.choose(clerk.getByLabel("The seven domains"));
    await writeDate(clerk, "Opening date", 0);
    await hands.choose(clerk.getByLabel("You open it by hand"));
    await writeDate(clerk, "Closing date", 14);
    await hands.choose(clerk.getByLabel("It closes by itself at the end of the closing date"));
    await send(clerk, "Save and choose respondents", "Choose respondents");
    await sound(clerk);
    for (const box of await clerk.getByRole("checkbox").all()) {
      const name = await box.evaluate((element) => element.labels[0].textContent.trim());
      const wanted = invited.includes(name) && name !== walker; // who comes by their committee
      if (wanted !== (await box.isChecked())) await hands.toggle(box);
    }
    await hands.pick(clerk.getByLabel("Tick everybody on a committee"), committee);
    await send(clerk, "Tick them", "Choose respondents");
    await expect(clerk.getByRole("checkbox", { name: walker })).toBeChecked();
    await expect(clerk.getByRole("checkbox", { checked: true })).toHaveCount(invited.length);
    await soundAfter(clerk);
    await send(clerk, "Save respondents", title);
    await expect(clerk.getByText("Six people")).toBeVisible();
    await sound(clerk);
  });

  await test.step("writes what is sent, and sees how it arrives", async () => {
    await follow(clerk, "See what is sent", "Messages and reminders");
    await sound(clerk);
    await hands.write(clerk.getByLabel("Your own words in the invitation, if you like"), `Of ${title}.\nThank you.`);
    await hands.write(clerk.getByLabel("Days before the closing date on which to remind"), "3 and 1");
    await send(clerk, "Save", "Messages and reminders");
    await expect(clerk.locator(".sf-letter").first()).toContainText(`> Of ${title}.`);
    await expect(clerk.locator("#planned li")).toHaveCount(2);
    await soundAfter(clerk);
    await follow(clerk, "Back to the draft", title);
  });

  await test.step("previews it and opens it", async () => {
    await follow(clerk, "Preview it as a respondent sees it", title);
    await follow(clerk, "Start", "All seven domains");
    await follow(clerk, /^1\. /, elements[0].title);
    await sound(clerk);
    await follow(clerk, "Continue", elements[1].title);
    await follow(clerk, "Back to the round", title);
    await follow(clerk, "Go on to open this round", "Open this round");
    await expect(clerk.locator("main")).toContainText("the questionnaire, and the exact words of its statements");
    await sound(clerk);
    await send(clerk, "Open this round", `${title}: progress`);
    await expect(clerk.locator("#done")).toHaveText("None of six people have submitted.");
    await sound(clerk);
  });
  const round = new URL(clerk.url()).pathname.replace(/\/progress$/, "");

  await test.step("a trustee comes by the invitation, and begins", async () => {
    const invitation = await shown(await stranger(), { to: walker, kind: about.invitation, holding: title });
    expect(invitation.text).toContain(`> Of ${title}.\n> Thank you.`);
    const page = await stranger();
    await page.goto(linkIn(invitation, "/invitation/"));
    await sound(page);
    await send(page, "Continue", title);
    await expect(page.locator("main")).toContainText("Your answers are confidential");
    await sound(page);
    await follow(page, "Start", "All seven domains");
    await expect(page.locator("main")).toContainText("0 of 12 answered");
    await follow(page, /^1\. /, elements[0].title);
    await answerFirst(page, hands, scripted);
    await soundAfter(page);
    await send(page, "Save and come back later", "All seven domains");
    await expect(page.getByRole("region", { name: "Done" })).toContainText("Saved. You can leave now");
    await soundAfter(page);
    await send(page, "E-mail me a link", "All seven domains");
    await expect(page.getByRole("region", { name: "Done" })).toContainText("A link to come back by is on its way");
    await soundAfter(page);
  });

  await test.step("comes back by the link that was sent, answers all seven domains, and submits", async () => {
    const page = await stranger();
    await page.goto(linkIn(await shown(page, { to: walker, kind: about.comeBack, holding: title }), "/invitation/"));
    await send(page, "Continue", title);
    await follow(page, "Carry on", "All seven domains");
    if (whole) {
      await follow(page, /^1\. /, elements[1].title);
      for (const [i, element] of elements.entries()) {
        if (i === 0) continue;
        await expect(heading(page)).toHaveText(element.title);
        for (const [j, s] of element.statements.entries()) await hands.choose(page.locator(`#${s.id}-choice-${differing(0)(i, j)}`));
        await hands.press(page.getByRole("button", { name: "Continue" }));
      }
    } else {
      await answer(page, round, elements.slice(1, -1), differing(0));
      await page.goto(`${round}/answers/${elements.at(-1).id}`);
      for (const s of elements.at(-1).statements) await hands.choose(page.locator(`#${s.id}-choice-2`));
      await hands.press(page.getByRole("button", { name: "Continue" }));
    }
    await expect(heading(page)).toHaveText("Check your answers");
    await expect(page.getByText("You have answered every statement.")).toBeVisible();
    await expect(page.getByText("Does not apply to our trust")).toBeVisible();
    await soundAfter(page);
    await follow(page, "Continue", "How your answers will appear");
    await sound(page);
    await follow(page, "Continue", "Submit your answers");
    await expect(page.locator("main")).toContainText("Counts are exact.");
    await sound(page);
    await send(page, "Submit my answers", "Thank you. Your answers are submitted");
    await soundAfter(page);
    await follow(page, "Read or change your answers", "Your answers");
    await expect(page.getByText("Two surveys, and what heads told us.")).toBeVisible();
    await sound(page);
  });

  const answering = [people.chair, people.chiefExecutive, ...others.slice(0, 2)];
  if (whole) {
    await test.step("the chair submits with gaps", async () => {
      const page = await as(answering.shift());
      await page.goto(`${round}/answers/${elements[0].id}`);
      await hands.choose(page.locator(`#${elements[0].statements[0].id}-choice-3`));
      await send(page, "Continue", elements[1].title);
      await page.goto(`${round}/check-answers`);
      await expect(page.getByRole("heading", { name: "79 statements not answered" })).toBeVisible();
      await expectSoundAtBothWidths(page);
      await follow(page, "Continue", "How your answers will appear");
      await follow(page, "Continue", "Submit your answers");
      await expect(page.locator("main")).toContainText("You have not answered 79 statements. You can still submit.");
      await expectSoundAtBothWidths(page);
      await send(page, "Submit my answers", "Thank you. Your answers are submitted");
    });
  }

  await test.step("others answer, the last is reminded, and the round is extended and closed", async () => {
    for (const [i, name] of answering.entries()) await answerAll(await as(name), round, differing(i));
    await clerk.reload();
    await expect(clerk.locator("#done")).toHaveText("Five of six people have submitted.");
    await follow(clerk, "Send a reminder now", "Send a reminder now");
    await sound(clerk);
    await send(clerk, "Remind one person", `${title}: progress`);
    await expect(clerk.getByText("One reminder is on the way.")).toBeVisible();
    await shown(await stranger(), { to: others[2], kind: about.reminder, holding: title });
    await clerk.reload();
    await soundAfter(clerk);
    await follow(clerk, "Extend it", "Extend this round");
    await writeDate(clerk, "New closing date", 20);
    await sound(clerk);
    await send(clerk, "Extend this round", `${title}: progress`);
    await follow(clerk, "Close this round", "Close this round");
    await expect(clerk.locator("#means")).toContainText("One person has not started.");
    await sound(clerk);
    await hands.press(clerk.getByRole("button", { name: "Close this round" }));
    await expect(clerk).toHaveURL(`${round}/report`);
    await expect(clerk.locator("main")).toContainText("What five people see of this trust");
    await clerk.goto(`${round}/progress`);
    await expect(clerk.getByRole("link", { name: "Read the report" })).toBeVisible();
  });

  await test.step("those who may, read the report", async () => {
    for (const name of whole ? [people.chair, people.chiefExecutive, walker] : [walker]) {
      const page = await as(name);
      await page.goto("/home");
      await hands.press(page.getByRole("link", { name: new RegExp(`^Read the report.*${title}$`) }).first());
      await expect(page.locator("main")).toContainText("What five people see of this trust");
      const domain = framework.domains[1].title;
      await hands.press(page.getByRole("table", { name: /domain/ }).getByRole("link", { name: domain }).first());
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
  const [one, two, ...rest] = elements[0].statements;
  const saved = page.locator("[data-save-state]");
  await hands.choose(page.locator(`#${one.id}-choice-2`));
  if (scripted) await expect(saved).toHaveText(/^Saved \d\d:\d\d$/);
  await hands.pick(page.locator(`#${one.id}-basis`), framework.bases?.[1]?.text ?? "I have seen the evidence myself");
  await hands.write(page.locator(`#${one.id}-note`), "Two surveys, and what heads told us.");
  await hands.choose(page.locator(`#${two.id}-choice-apart`));
  for (const s of rest) await hands.choose(page.locator(`#${s.id}-choice-3`));
  if (scripted) await expect(saved).toHaveText(/^Saved \d\d:\d\d$/);
}
