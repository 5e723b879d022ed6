import { chmod, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { elements, expect, framework, test as base } from "./people.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";
import { about, arrived, codeIn, letters, linkIn } from "./mail.mjs";
import { command, serve, takeMail } from "./programs.mjs";
import { answer, answerAll, day } from "./rounds.mjs";

// Where the pictures of docs/first-round.md go, when they are asked for: npm run pictures.
const pictures = process.env.BROWSERTEST_PICTURES;

const operator = "operator@hosting.example";
const trust = "Hawthorn Vale Learning Trust";
const title = "Where we stand";
const staff = {
  clerk: ["Frances Bell", "Governance professional"],
  chair: ["Hugh Lindley", "Chair"],
  chief: ["Anita Rao", "Chief executive"],
  finance: ["Gareth Pugh", "Executive"],
  rowena: ["Rowena Marsh", "Trustee"],
  tunde: ["Tunde Adeyemi", "Trustee"],
  joan: ["Joan Pettifer", "Trustee"],
  ibrahim: ["Ibrahim Sattar", "Trustee"],
};
const address = (who) => `${who}@hawthorn.example`;
const respondents = ["chair", "chief", "finance", "rowena", "tunde", "joan", "ibrahim"];

// A database that holds nothing, and a mail server: all that this journey begins with.
const test = base.extend({
  place: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "sevenfold-first-"));
    await chmod(folder, 0o755);
    const [mail, data] = [path.join(folder, "mail"), path.join(folder, "data")];
    await mkdir(mail);
    const running = [await takeMail(mail, path.join(folder, "mailserver"))];
    try {
      running.push(await serve(["--data", data], {
        SMTP_URL: running[0].address, MAIL_FROM: "sevenfold@hosting.example", SEVENFOLD_OPERATOR: "Example Hosting Ltd",
      }));
      await use({ address: running[1].address, mail, data });
    } finally {
      for (const program of running.reverse()) await program.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
  baseURL: async ({ place }, use) => use(place.address),
  origins: async ({ place }, use) => use([place.address]),
});

const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const follow = (page, name) => page.getByRole("link", { name, exact: true }).first().click();

// Where somebody places a statement: near each other mostly, as on a board.
const leaning = [3, 4, 2, 3, 1, 4, 3, 2, 4, 3, 2];
const placing = (person) => (i, j) => Math.min(4, Math.max(1, leaning[(3 * i + 2 * j) % leaning.length] + [0, 1, 0, -1, 0][(person + i) % 5]));

async function picture(page, name, height = 820) {
  if (!pictures) return;
  const size = page.viewportSize();
  await page.setViewportSize({ width: 1040, height });
  await page.evaluate(() => {
    document.activeElement.blur();
    window.scrollTo(0, 0);
  });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  await page.setViewportSize(size);
}

test("from an empty database to a first report", async ({ place, stranger }) => {
  const letter = (who, kind, count) => arrived(place.mail, { to: who === "operator" ? operator : address(who), kind }, count);
  const signIn = async (page, who, count) => {
    await page.getByLabel("Your e-mail address").fill(who === "operator" ? operator : address(who));
    await press(page, "Send me a code");
    await page.getByLabel("Code from the e-mail").fill(codeIn(await letter(who, about.signIn, count)));
    await press(page, "Continue");
  };

  await test.step("the operator signs in, and adds the trust", async () => {
    command(["operator", "add", "--data", place.data, "--email", operator]);
    const page = await stranger();
    await page.goto("/");
    await follow(page, "Sign in");
    await signIn(page, "operator");
    await expect(heading(page)).toHaveText("Your home page");
    await expectSoundAtBothWidths(page);
    await follow(page, "Look after this installation");
    await expect(page.locator("main")).toContainText("There is no trust yet.");
    await expectSoundAtBothWidths(page);
    await follow(page, "Add a trust");
    await page.getByLabel("Name of the trust").fill(trust);
    await page.getByLabel("Name of its first governance professional").fill(staff.clerk[0]);
    await page.getByLabel("Their e-mail address").fill(address("clerk"));
    await expectSoundAtBothWidths(page);
    await picture(page, "add-a-trust", 800);
    await press(page, "Add this trust");
    await expect(heading(page)).toHaveText(trust);
    await expect(page.locator("main")).toContainText("Its governance professional is told by e-mail.");
    await expectSoundAtBothWidths(page);
    expect((await page.request.get(`${page.url().replace("/operator/trusts", "/t").replace(/\?.*/, "")}/people`)).status()).toBe(404);
  });

  const clerk = await stranger();
  await test.step("the governance professional signs in from the welcome letter", async () => {
    const welcome = await letter("clerk", about.welcome);
    expect(welcome.text).toContain(trust);
    await clerk.goto(linkIn(welcome));
    await signIn(clerk, "clerk");
    await expect(heading(clerk)).toHaveText(trust);
    await expect(clerk.getByRole("heading", { name: "Three steps to your first report" })).toBeVisible();
    await picture(clerk, "three-steps", 700);
  });

  await test.step("adds everybody from a file", async () => {
    await follow(clerk, "Add your people");
    await follow(clerk, "Add people from a file");
    const [download] = await Promise.all([clerk.waitForEvent("download"), follow(clerk, "Download a template")]);
    const headings = (await readFile(await download.path(), "utf8")).trim();
    expect(headings).toMatch(/Name,E-mail,Role/);
    const rows = Object.entries(staff).slice(1).map(([who, [name, role]]) => `${name},${address(who)},${role},${role === "Trustee" ? "Finance" : ""},,`);
    const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from([headings, ...rows].join("\r\n")) };
    await clerk.getByLabel("CSV file").setInputFiles(file);
    await press(clerk, "Show what it changes");
    await expect(clerk.locator("#counts")).toContainText("Seven people would be added");
    await picture(clerk, "people-from-a-file", 900);
    await press(clerk, "Save all of this");
    await expect(heading(clerk)).toHaveText("People");
    await expect(clerk.locator("main")).toContainText("Ibrahim Sattar");
  });

  await test.step("drafts a round, and chooses who answers", async () => {
    await follow(clerk, `Back to ${trust}`);
    await follow(clerk, "Draft a round and open it");
    await expect(heading(clerk)).toHaveText("Draft a new round");
    await clerk.getByLabel("Title").fill(title);
    await clerk.getByLabel("The seven domains").check();
    for (const [date, ahead] of [["Opening date", 0], ["Closing date", 14]]) {
      const parts = clerk.getByRole("group", { name: date });
      const { day: d, month, year } = day(ahead);
      await parts.getByLabel("Day").fill(d);
      await parts.getByLabel("Month").fill(month);
      await parts.getByLabel("Year").fill(year);
    }
    await picture(clerk, "draft-a-round", 1065);
    await press(clerk, "Save and choose respondents");
    for (const who of respondents) await clerk.getByRole("checkbox", { name: staff[who][0] }).check();
    await clerk.getByRole("checkbox", { name: staff.clerk[0] }).uncheck();
    await picture(clerk, "choose-respondents", 1000);
    await press(clerk, "Save respondents");
    await expect(heading(clerk)).toHaveText(title);
    await expect(clerk.getByText("Seven people")).toBeVisible();
  });

  const words = "We talk about the report at our away day.\nThank you for making time.";
  await test.step("looks at what is sent, and opens it", async () => {
    await follow(clerk, "See what is sent");
    await clerk.getByLabel("Your own words in the invitation, if you like").fill(words);
    await press(clerk, "Save");
    await expect(clerk.getByText("Saved. This is how it arrives.")).toBeVisible();
    await expect(clerk.locator(".sf-letter").first()).toContainText("> We talk about the report at our away day.");
    await expectSoundAtBothWidths(clerk);
    await picture(clerk, "messages", 1230);
    await follow(clerk, "Back to the draft");
    await follow(clerk, "Go on to open this round");
    await expectSoundAtBothWidths(clerk);
    await picture(clerk, "open-the-round", 1250);
    expect(await letters(place.mail, { kind: about.invitation })).toEqual([]);
    await press(clerk, "Open this round");
    await expect(heading(clerk)).toHaveText(`${title}: progress`);
  });
  const round = new URL(clerk.url()).pathname.replace(/\/progress$/, "");

  await test.step("each invitation arrives once, with its closing day for a calendar", async () => {
    await arrived(place.mail, { kind: about.invitation }, respondents.length);
    const links = new Set();
    for (const who of respondents) {
      const invitation = await letter(who, about.invitation);
      expect(invitation.from).toContain(trust);
      expect(invitation.text).toContain(`Dear ${staff[who][0]},`);
      expect(invitation.text).toContain("> Thank you for making time.");
      expect(invitation.html).toContain("Thank you for making time.");
      expect(invitation.calendar).toContain(`SUMMARY:Last day to answer: ${title}`);
      expect(invitation.html).toContain(linkIn(invitation, "/invitation/"));
      links.add(linkIn(invitation, "/invitation/"));
    }
    expect(links.size).toBe(respondents.length);
    if (pictures) {
      const page = await stranger();
      await page.setContent((await letter("rowena", about.invitation)).html);
      await picture(page, "invitation", 730);
    }
  });

  await test.step("a trustee opens the link, answers, and leaves for now", async () => {
    const page = await stranger();
    await page.goto(linkIn(await letter("rowena", about.invitation), "/invitation/"));
    await expect(page.locator("main button")).toHaveCount(1);
    await expectSoundAtBothWidths(page);
    await picture(page, "the-link", 640);
    await press(page, "Continue");
    await expect(heading(page)).toHaveText(title);
    await expect(page.locator("main")).toContainText("Your answers are confidential");
    await follow(page, "Start");
    await page.getByRole("link", { name: /^1\. / }).click();
    await expect(heading(page)).toHaveText(elements[0].title);
    const [one] = elements[0].statements;
    await page.locator(`#${one.id}-choice-3`).check();
    await page.locator(`#${one.id}-note`).fill("The strategy names it; our visits do not ask about it yet.");
    await expect(page.locator("[data-save-state]")).toHaveText(/^Saved \d\d:\d\d$/);
    await picture(page, "answering", 1100);
    await press(page, "Save and come back later");
    await expect(page.getByRole("region", { name: "Done" })).toContainText("Saved. You can leave now");
    await expectSoundAtBothWidths(page);
    await picture(page, "come-back-later", 900);
    await press(page, "E-mail me a link");
    await expect(page.getByText("A link to come back by is on its way to your e-mail address")).toBeVisible();
    await expectSoundAtBothWidths(page);
  });

  await test.step("while others submit, progress shows it without being asked", async () => {
    await clerk.clock.install();
    await clerk.goto(`${round}/progress`);
    await expect(clerk.locator("#done")).toHaveText("None of seven people have submitted.");
    for (const [i, who] of ["chair", "chief", "finance", "tunde"].entries()) {
      const page = await stranger();
      await page.goto(linkIn(await letter(who, about.invitation), "/invitation/"));
      await press(page, "Continue");
      await answerAll(page, round, placing(i));
    }
    await clerk.clock.runFor(11_000);
    await expect(clerk.locator("#done")).toHaveText("Four of seven people have submitted.");
    await expectSoundAtBothWidths(clerk);
    await picture(clerk, "progress", 1250);
  });

  await test.step("the trustee comes back on another device, and submits", async () => {
    const page = await stranger();
    await page.goto(linkIn(await letter("rowena", about.comeBack), "/invitation/"));
    await press(page, "Continue");
    await page.goto(`${round}/answers/${elements[0].id}`);
    await expect(page.locator(`#${elements[0].statements[0].id}-choice-3`)).toBeChecked();
    for (const s of elements[0].statements.slice(1)) await page.locator(`#${s.id}-choice-2`).check();
    await press(page, "Continue");
    await expect(heading(page)).toHaveText(elements[1].title);
    await answer(page, round, elements.slice(1), placing(4));
    await page.goto(`${round}/check-answers`);
    await expect(page.getByText("You have answered every statement.")).toBeVisible();
    await follow(page, "Continue");
    await follow(page, "Continue");
    await press(page, "Submit my answers");
    await expect(heading(page)).toHaveText("Thank you. Your answers are submitted");
  });

  await test.step("a reminder goes to those who have not submitted, and to nobody else", async () => {
    await clerk.goto(`${round}/progress`);
    await follow(clerk, "Send a reminder now");
    await expectSoundAtBothWidths(clerk);
    await press(clerk, "Remind two people");
    await expect(clerk.getByText("Two reminders are on the way.")).toBeVisible();
    await arrived(place.mail, { kind: about.reminder }, 2);
    for (const who of ["joan", "ibrahim"]) {
      const reminder = await letter(who, about.reminder);
      expect(reminder.text).toContain("You have not started yet.");
      expect(reminder.headers.get("list-unsubscribe")).toMatch(/^<http\S+\/reminders\/\w+>$/);
    }
  });

  await test.step("the closing is moved, and the round is closed", async () => {
    await clerk.goto(`${round}/progress`);
    await follow(clerk, "Extend it");
    const later = day(16);
    await clerk.getByLabel("Day").fill(later.day);
    await clerk.getByLabel("Month").fill(later.month);
    await clerk.getByLabel("Year").fill(later.year);
    await expectSoundAtBothWidths(clerk);
    await press(clerk, "Extend this round");
    await expect(clerk.getByText("The round has a new closing date.")).toBeVisible();
    await follow(clerk, "Close this round");
    await expectSoundAtBothWidths(clerk);
    await picture(clerk, "close-the-round", 800);
    await press(clerk, "Close this round");
    await expect(clerk).toHaveURL(`${round}/report`);
    await expect(clerk.locator("main")).toContainText("What five people see of this trust");
  });

  await test.step("whoever may read the report is told so, and nothing of what it says", async () => {
    const told = ["clerk", ...respondents];
    await arrived(place.mail, { kind: about.report }, told.length);
    const found = [...framework.domains.map((d) => d.title), "strength", "challenge", "differ", "five"];
    for (const who of told) {
      const { text, html } = await letter(who, about.report);
      for (const finding of found) expect(`${text} ${html}`.replace(/<style[\s\S]*?<\/style>/g, "").toLowerCase()).not.toContain(finding.toLowerCase());
    }
    const page = await stranger();
    await page.goto(linkIn(await letter("chair", about.report), "/report"));
    await signIn(page, "chair");
    await expect(page.locator("main")).toContainText("What five people see of this trust");
    await picture(page, "the-report", 1050);
  });
});
