import { elements, expect, people, test } from "./people.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";
import { fill, five, home, odd, openRound, plan, send } from "./rounds.mjs";

const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

for (const [kind, title] of Object.entries(odd)) {
  test(`a title that is ${kind} is shown as it was typed`, async ({ as }) => {
    const clerk = await as(people.clerk);
    await clerk.goto(`${await home(clerk)}/rounds/new`);
    await fill(clerk, plan(title));
    await press(clerk, "Save and choose respondents");
    await expect(heading(clerk)).toHaveText("Choose respondents");
    await clerk.getByRole("link", { name: "Back to the draft" }).click();
    await expect(heading(clerk)).toHaveText(title);
    await expect(clerk).toHaveTitle(`${title} – Sevenfold`);
    await expectSoundAtBothWidths(clerk);
  });
}

test("the same form sent twice has the effect of once", async ({ as }) => {
  const clerk = await as(people.clerk);
  await clerk.goto(`${await home(clerk)}/rounds/new`);
  const id = await clerk.locator("[name=id]").inputValue();
  const fields = { ...plan(`Sent twice ${id}`), id };
  const answers = [];
  for (let times = 0; times < 2; times += 1) answers.push((await send(clerk.request, `${await home(clerk)}/rounds`, fields)).headers().location);
  expect(answers[0]).toBe(answers[1]);
  await clerk.goto("/home");
  await expect(clerk.getByRole("heading", { name: `Sent twice ${id}` })).toHaveCount(1);
});

test("what no form of ours sends is refused, and nothing is kept", async ({ as }) => {
  const clerk = await as(people.clerk);
  const round = await openRound(clerk, "Forged", five);
  const page = await as(people.trustees[0]);
  const [{ id, statements }] = elements;
  const sent = async (fields) => (await send(page.request, `${round}/answers/${id}`, fields)).status();
  expect(await sent({ [`${statements[0].id}.choice`]: "5" })).toBe(422);
  expect(await sent({ [`${statements[0].id}.choice`]: "seven" })).toBe(422);
  expect(await sent({ [`${elements[1].statements[0].id}.choice`]: "1" })).toBe(422);
  expect(await sent({ [`${statements[0].id}.note`]: "x".repeat(2_000_000) })).toBe(413);
  const crossed = await page.request.post(`${round}/submit`, { headers: { origin: "https://elsewhere.example" } });
  expect(crossed.status()).toBe(403);
  await page.goto(`${round}/my-answers`);
  await expect(page.locator("main")).toContainText("You have not answered anything in this round.");
});
