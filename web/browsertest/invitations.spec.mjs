import { elements, expect, people, test } from "./people.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";
import { about, codeIn, linkIn, shown } from "./mail.mjs";
import { closeRound, five, openRound, send } from "./rounds.mjs";

const who = people.trustees[2];
const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

// A round of this test's own, and what somebody was sent of it.
const invited = test.extend({
  clerk: async ({ as }, use) => use(await as(people.clerk)),
  title: async ({}, use, info) => use(`Round of ${info.title}`),
  round: async ({ clerk, title }, use) => use(await openRound(clerk, title, five)),
  sent: async ({ stranger, title }, use) => {
    const page = await stranger();
    await use((kind) => shown(page, { to: who, kind, holding: title }));
  },
});

invited("an invitation lets its reader answer one round, and nothing else", async ({ clerk, stranger, round, sent }) => {
  const elsewhere = await openRound(clerk, "Another one than that of the link", five);
  const page = await stranger();
  await page.goto(linkIn(await sent(about.invitation), "/invitation/"));
  await press(page, "Continue");
  await expect(page).toHaveURL(`${round}/start`);
  await expect(page.getByRole("navigation", { name: "You" }).getByRole("link")).toHaveText(["Your answers"]);
  await page.goto(`${round}/answers/${elements[0].id}`);
  await expect(heading(page)).toHaveText(elements[0].title);

  for (const shut of [`${elsewhere}/start`, `${round}/progress`, `${round}/report`, "/home"]) {
    await page.goto(shut);
    await expect(heading(page), shut).toHaveText("Sign in");
    await expect(page.locator("main")).toContainText("Your invitation lets you answer its round. To do anything else here, sign in.");
  }
  await expectSoundAtBothWidths(page);
  await page.getByLabel("Your e-mail address").fill(`${who.toLowerCase().replace(" ", ".")}@example-learning-trust.example`);
  await press(page, "Send me a code");
  await page.getByLabel("Code from the e-mail").fill(codeIn(await shown(await stranger(), { to: who, kind: about.signIn })));
  await press(page, "Continue");
  await expect(heading(page)).toHaveText("Example Learning Trust");
  await page.goto(`${elsewhere}/start`);
  await expect(heading(page)).toHaveText("Another one than that of the link");
});

invited("a link that was used leads to a fresh one, until the round has closed", async ({ clerk, stranger, round, sent }) => {
  const invitation = await sent(about.invitation);
  const link = linkIn(invitation, "/invitation/");
  const first = await stranger();
  for (let scans = 0; scans < 5; scans += 1) expect((await first.request.get(link)).status()).toBe(200);
  await first.goto(link);
  await press(first, "Continue");
  await expect(first).toHaveURL(`${round}/start`);

  const second = await stranger();
  expect((await second.goto(link)).status()).toBe(410);
  await expect(heading(second)).toHaveText("This link was used before");
  await expectSoundAtBothWidths(second);
  await press(second, "Send me a fresh link");
  await expect(heading(second)).toHaveText("Check your e-mail");
  await expectSoundAtBothWidths(second);
  await second.goto(linkIn(await sent(about.comeBack), "/invitation/"));
  await press(second, "Continue");
  await expect(second).toHaveURL(`${round}/start`);

  await closeRound(clerk, round);
  const late = await stranger();
  expect((await late.goto(link)).status()).toBe(410);
  await expect(heading(late)).toHaveText("This round has closed");
  await expectSoundAtBothWidths(late);
});

invited("reminders of a round are stopped by one press, and the governance professional sees it", async ({ clerk, stranger, round, sent }) => {
  await clerk.goto(`${round}/remind`);
  await press(clerk, "Remind five people");
  const stop = linkIn(await sent(about.reminder), "/reminders/");
  const page = await stranger();
  await page.goto(stop);
  await expect(heading(page)).toHaveText("Stop reminders of this round");
  await expectSoundAtBothWidths(page);
  await press(page, "Stop reminders");
  await expect(heading(page)).toHaveText("No more reminders");
  await expectSoundAtBothWidths(page);

  await clerk.goto(`${round}/progress`);
  await expect(clerk.getByRole("row", { name: who })).toContainText("Asked for no reminders");
  await expectSoundAtBothWidths(clerk);
  await clerk.goto(`${round}/remind`);
  await expect(clerk.getByRole("button", { name: "Remind four people" })).toBeVisible();
  await expect(clerk.locator("#means")).toContainText("One person who has not submitted asked for no reminders");
  await expectSoundAtBothWidths(clerk);
  // The same form sent twice reminds once.
  const id = await clerk.locator("[name=id]").inputValue();
  for (let times = 0; times < 2; times += 1) expect((await send(clerk.request, `${round}/remind`, { id })).status()).toBe(303);
  await clerk.goto(`${round}/progress`);
  await expect(clerk.locator("#reminders-sent li")).toHaveCount(2);
});
