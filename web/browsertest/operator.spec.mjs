import { expect, real, signedInByCode, test } from "./people.mjs";
import { expectSoundAtBothWidths } from "./look.mjs";
import { expectMistakes } from "./mistakes.mjs";

// On the server that is no demonstration: only there is somebody who looks after it.
const heading = (page) => page.locator("h1");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

test("an operator adds a trust, renames it, switches it off and on; each form keeps what was typed", async ({ stranger }) => {
  const page = await signedInByCode(await stranger({ baseURL: real }), "operator@saltmarsh.example");
  await page.goto("/operator/trusts/new");
  await press(page, "Add this trust");
  await expectMistakes(page, [
    ["name", "Enter the name of the trust"],
    ["person", "Enter the name of the governance professional"],
    ["email", "Enter the e-mail address of the governance professional"],
  ], expectSoundAtBothWidths);
  const [name, person, email] = [page.getByLabel("Name of the trust"), page.getByLabel("Name of its first governance professional"), page.getByLabel("Their e-mail address")];
  await name.fill("x".repeat(201));
  await person.fill("Mabel O’Hara");
  await email.fill("mabel");
  await press(page, "Add this trust");
  await expectMistakes(page, [
    ["name", "The name of the trust must have 200 characters or fewer"],
    ["email", "Enter an e-mail address in the form name@example.org"],
  ]);
  await expect(name).toHaveValue("x".repeat(201));
  await expect(person).toHaveValue("Mabel O’Hara");
  await expect(email).toHaveValue("mabel");
  await name.fill("<b>Marram</b> Trust");
  await email.fill("mabel@marram.example");
  await press(page, "Add this trust");
  await expect(heading(page)).toHaveText("<b>Marram</b> Trust");
  const trust = page.url().replace(/\?.*/, "");

  await page.getByRole("link", { name: /^Name another/ }).click();
  await page.getByLabel("Their name").fill("Nobody yet");
  await press(page, "Name this person");
  await expectMistakes(page, [["email", "Enter the e-mail address of the governance professional"]], expectSoundAtBothWidths);
  await expect(page.getByLabel("Their name")).toHaveValue("Nobody yet");

  await page.goto(`${trust}/rename`);
  await name.fill("");
  await press(page, "Save the name");
  await expectMistakes(page, [["name", "Enter the name of the trust"]], expectSoundAtBothWidths);
  await name.fill("Marram Trust");
  await press(page, "Save the name");
  await expect(page.getByText("The name was saved.")).toBeVisible();

  await page.getByRole("link", { name: /^Switch off/ }).click();
  await expectSoundAtBothWidths(page);
  await press(page, "Switch it off");
  await expect(page.getByText("Marram Trust was switched off.")).toBeVisible();
  await expectSoundAtBothWidths(page);
  await page.getByRole("link", { name: "Back to the trusts" }).click();
  await expect(page.locator("#trusts")).toContainText("Switched off");
  await expectSoundAtBothWidths(page);
  await page.goto(trust);
  await press(page, "Switch it on again");
  await expect(page.getByText("Marram Trust was switched on: everything is as it was.")).toBeVisible();
});
