import { expect, real, signedInByCode, test as base } from "./people.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";

// On the server that is no demonstration: these change who belongs to the trust that all others walk in there.
const test = base.extend({
  page: async ({ stranger }, use) => use(await signedInByCode(await stranger({ baseURL: real }), "secretary@saltmarsh.example")),
});

const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const follow = (page, name) => page.getByRole("link", { name, exact: true }).first().click();
const file = (text) => ({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text, "utf16le") });

test("the governance professional looks after people", async ({ page }) => {
  const stranger = "newcomer@fennbridge.example";
  await page.goto("/home");
  await follow(page, "People");
  await expect(heading(page)).toHaveText("People");
  await expectSoundAtBothWidths(page);

  await follow(page, "Add a person");
  await expectSoundAtBothWidths(page);
  await press(page, "Add this person");
  await expect(page).toHaveTitle(/^Error: /);
  await expectSoundAtBothWidths(page);
  await page.getByLabel("E-mail address").fill(stranger);
  await page.getByLabel("Name", { exact: true }).fill("Nia Newcomer");
  await page.getByLabel("Member", { exact: true }).check();
  await press(page, "Add this person");
  await expect(page.getByText("Nia Newcomer was added.")).toBeVisible();
  await expectSoundAtBothWidths(page);

  await page.getByLabel("Name or e-mail address").fill(stranger);
  await press(page, "Search");
  await expect(page.locator("#found")).toContainText("One of");
  await follow(page, "Nia Newcomer");
  await expect(page.locator("#address-about")).toBeVisible();
  await expectSoundAtBothWidths(page);
  await follow(page, "End this membership");
  await expectSoundAtBothWidths(page);
  await press(page, "End this membership");
  await expect(page.getByText("Nia Newcomer has left.")).toBeVisible();
  await page.getByRole("link", { name: "left" }).click();
  await expect(page.locator("main")).toContainText(stranger);
  await expectSoundAtBothWidths(page);
});

test("committees are named groups of people", async ({ page }) => {
  await page.goto("/home");
  await follow(page, "People");
  await follow(page, "Committees");
  await expectSoundAtBothWidths(page);
  await press(page, "Add and choose its people");
  await expect(page).toHaveTitle(/^Error: /);
  await expectSoundAtBothWidths(page);
  const name = "Finance";
  await page.getByLabel("Name of the committee").fill(name);
  await press(page, "Add and choose its people");
  await expect(heading(page)).toHaveText(name);
  await page.getByLabel("Idris Vaughan").check();
  await expectSoundAtBothWidths(page);
  await press(page, "Save");
  await page.getByRole("link", { name: `One person : ${name}` }).or(page.getByRole("link", { name: `One person: ${name}` })).click();
  await expect(page.locator("#found")).toContainText("One of");
  await expectSoundAtBothWidths(page);
  await follow(page, "Committees");
  await follow(page, name);
  await follow(page, "Remove this committee");
  await expectSoundAtBothWidths(page);
  await press(page, "Remove this committee");
  await expect(page.getByText("The committee was removed.")).toBeVisible();
});

test("a file of people is looked at before anything is saved", async ({ page }) => {
  await page.goto("/home");
  await follow(page, "People");
  await follow(page, "Add people from a file");
  await expectSoundAtBothWidths(page);
  await press(page, "Show what it changes");
  await expect(page).toHaveTitle(/^Error: /);
  await expectSoundAtBothWidths(page);

  await page.getByLabel("CSV file").setInputFiles(file("\ufeffName\tE-mail\tRole\nAda\tada\tKing\nBo\tbo@b.example\tChair\n"));
  await press(page, "Show what it changes");
  await expect(page.locator("#mistakes tbody tr")).toHaveCount(2);
  await expect(page.getByRole("alert").getByRole("link")).toHaveAttribute("href", "#rows");
  await expectSoundAtBothWidths(page);

  await page.getByLabel("CSV file").setInputFiles(file("\ufeffName\tE-mail\tRole\tCommittee\nZoë Ó Briain\tzoe@b.example\tChair\tAudit\n"));
  await press(page, "Show what it changes");
  await expect(page.locator("#counts")).toContainText("One person would be added");
  await expect(page.locator("main")).toContainText("Zoë Ó Briain");
  await expectSoundAtBothWidths(page);
  await press(page, "Give up this upload");
  await expect(page.getByText("Nothing was saved.")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("Zoë Ó Briain");
});
