import { answerAll, closeRound, differing, five, openRound } from "./rounds.mjs";
import { expect, people, test } from "./people.mjs";
import { expectSound, expectSoundAtBothWidths } from "./look.mjs";

const state = (page) => page.locator("[data-save-state]");
const items = (page) => page.locator(".sf-agenda__slot--item");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

// A closed round of this test's own, with the chair at the page of its conversation.
const met = test.extend({
  round: async ({ as }, use, info) => {
    const clerk = await as(people.clerk);
    const round = await openRound(clerk, `${info.title} (${info.project.name})`.slice(0, 200), five);
    for (const [i, name] of five.entries()) await answerAll(await as(name), round, differing(i));
    await closeRound(clerk, round);
    await use(round);
  },
  page: async ({ as, round }, use) => {
    const page = await as(people.chair);
    await page.goto(`${round}/conversation`);
    await use(page);
  },
});

met("an agenda is made, put in order and kept as it was left", async ({ page, round, scripted }) => {
  await page.getByLabel("How long is this part of the meeting?").fill("3");
  await press(page, "Make the agenda");
  await expect(page).toHaveTitle(/^Error:/);
  if (scripted) await expectSound(page);
  await page.getByLabel("How long is this part of the meeting?").fill("45");
  await press(page, "Make the agenda");
  const first = await items(page).first().getAttribute("id");
  await items(page).first().getByRole("button", { name: /^Down/ }).click();
  await expect(items(page).nth(1)).toHaveAttribute("id", first);
  await items(page).nth(1).getByRole("button", { name: /^Leave out/ }).click();
  await expect(page.locator(`#${first}`)).toHaveCount(0);
  if (scripted) await expectSoundAtBothWidths(page);
  await page.goto(`${round}/conversation`);
  await expect(page.locator(`#${first}`)).toHaveCount(0);
  await expect(page.locator(".sf-agenda__slot").last()).toContainText("42 to 45");
});

met("what the board agrees is saved as it is typed, and shown twice where two type", async ({ page, as, round, scripted }) => {
  await press(page, "Make the agenda");
  await items(page).first().getByRole("link").click();
  const address = page.url();
  const clerk = await as(people.clerk);
  await clerk.goto(address);
  await page.getByLabel("More a challenge than a strength").check();
  await page.getByLabel("Why?").fill("We have seen half of it.");
  if (!scripted) await press(page, "Save");
  await expect(state(page)).toHaveText(/^Saved \d\d:\d\d$/);
  if (scripted) await expect.poll(async () => (await page.request.get(address)).text()).toContain("We have seen half of it.");

  await clerk.getByLabel("More a strength than a challenge").check();
  if (!scripted) await press(clerk, "Save");
  const panel = clerk.locator("[data-conflict]");
  await expect(panel).toContainText("We have seen half of it.");
  await expect(panel).toContainText("More a strength than a challenge");
  if (scripted) await expectSound(clerk);
  await clerk.getByLabel("Yours, on this page").check();
  await press(clerk, "Save");
  await expect(state(clerk)).toHaveText(/^Saved \d\d:\d\d$/);
  await expect(clerk.locator("#versions li")).toHaveCount(2);
  if (scripted) await expectSoundAtBothWidths(clerk);

  const trustee = await as(people.trustees[0]);
  await trustee.goto(address);
  await expect(trustee.locator(".sf-agreed")).toContainText("More a strength than a challenge");
  await expect(trustee.locator("main form")).toHaveCount(0);
  await trustee.goto(`${round}/conversation`);
  await expect(items(trustee).first()).toContainText("Agreed: More a strength than a challenge");
});

met("the meeting is shown to the room and turned by keys @script", async ({ page, round }) => {
  await press(page, "Make the agenda");
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByRole("link", { name: "Present it" }).click();
  const place = page.locator(".sf-slide__place");
  await expect(place).toHaveText(/^1 of /);
  for (const [key, at] of [["ArrowRight", 2], ["Space", 3], ["PageDown", 4], ["PageUp", 3], ["ArrowLeft", 2]]) {
    await page.keyboard.press(key);
    await expect(place).toHaveText(new RegExp(`^${at} of `));
    await expectSound(page);
    for (const name of [...five, people.clerk]) await expect(page.locator("body")).not.toContainText(name);
  }
  await page.getByRole("link", { name: "Next" }).focus();
  await page.keyboard.press("Enter");
  await expect(place).toHaveText(/^3 of /);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`${round}/conversation`);
});

met("the meeting is shown by buttons alone", async ({ page, round }) => {
  await press(page, "Make the agenda");
  await page.getByRole("link", { name: "Present it" }).click();
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.locator(".sf-slide__place")).toHaveText(/^2 of /);
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.locator(".sf-slide__place")).toHaveText(/^1 of /);
  await page.getByRole("link", { name: "Leave" }).click();
  await expect(page).toHaveURL(`${round}/conversation`);
});

met("the paragraph on public benefit is edited and copied", async ({ page, round, scripted }) => {
  await page.goto(`${round}/public-benefit`);
  await page.getByLabel("The paragraph").fill("Our halls are open to everybody.");
  await press(page, "Save");
  await expect(page.locator(".govuk-notification-banner")).toContainText("Saved at");
  if (scripted) await expectSoundAtBothWidths(page);
  if (scripted) {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await press(page, "Copy");
    await expect(page.getByText("Copied", { exact: true })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Our halls are open to everybody.");
  } else await expect(page.getByRole("button", { name: "Copy" })).toBeHidden();
  expect(await (await page.request.get(`${round}/public-benefit/text`)).text()).toContain("Our halls are open to everybody.");
});
