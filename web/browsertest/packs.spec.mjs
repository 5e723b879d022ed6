import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { expect, people, test } from "./people.mjs";
import { expectSound, expectSoundAtBothWidths } from "./look.mjs";
import { home } from "./rounds.mjs";

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

// The governance professional, where a pack is chosen of the demonstration's last closed round.
const choosing = test.extend({
  page: async ({ as }, use) => {
    const page = await as(people.clerk);
    await page.goto(await home(page));
    await page.getByRole("link", { name: /^Board pack\s*: Spring/ }).click();
    await use(page);
  },
});

choosing("a board pack is chosen, looked at, made while its reader is elsewhere, and had again", async ({ page, scripted }, info) => {
  for (const box of await page.getByRole("group", { name: "What the pack holds" }).getByRole("checkbox").all()) await box.uncheck();
  await page.getByLabel("The meeting").fill("Board of trustees, مجلس الأمناء");
  await page.getByLabel("Day").fill("31");
  await page.getByLabel("Month").fill("2");
  await page.getByLabel("Year").fill("2027");
  await press(page, "Make the pack");
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.locator(".govuk-error-summary li")).toHaveCount(2);
  await expect(page.getByLabel("The meeting")).toHaveValue("Board of trustees, مجلس الأمناء");
  if (scripted) await expectSoundAtBothWidths(page);

  await page.getByLabel("Summary, on two pages").check();
  await page.getByLabel("Where views differ").check();
  await page.getByLabel("Day").fill("4");
  await page.getByLabel("Month").fill("3");
  await page.getByLabel("Protective marking").fill("For trustees only");
  await press(page, "Preview");
  await expect(page.locator("#document")).toContainText("Thursday 4 March 2027");
  await expect(page.locator("#document")).toContainText("For trustees only");
  if (scripted) await expectSoundAtBothWidths(page);

  await page.getByRole("button", { name: "Make the files" }).first().click();
  const pack = page.url();
  await page.goto(await home(page));
  await page.goto(pack);
  if (scripted) await expectSound(page);
  await made(page, scripted);
  if (scripted) await expectSoundAtBothWidths(page);

  for (const [format, program, args, said] of [
    ["pdf", "pdftotext", (file) => [file, "-"], /Thursday 4 March 2027[\s\S]*For trustees only/],
    ["docx", "unzip", (file) => ["-p", file, "word/document.xml"], /Thursday 4 March 2027/],
    ["xlsx", "unzip", (file) => ["-p", file, "xl/workbook.xml"], /name="Statements"/],
  ]) {
    const answer = await page.request.get(`${pack}/files/${format}`);
    expect(answer.status(), format).toBe(200);
    expect(answer.headers()["content-disposition"]).toMatch(new RegExp(`^attachment; .*\\.${format}`));
    const bytes = await answer.body();
    const file = info.outputPath(`pack.${format}`);
    await writeFile(file, bytes);
    const read = spawnSync(program, args(file), { encoding: "utf8", maxBuffer: 1 << 26 });
    expect(read.stdout, `${format} as ${program} reads it: ${read.stderr}`).toMatch(said);
    expect(await page.locator("#hashes").textContent(), format).toContain(createHash("sha256").update(bytes).digest("hex"));
  }
  await page.goto(pack.replace(/\/[^/]+$/, ""));
  await expect(page.locator(`#pack-${pack.split("/").pop()}`)).toContainText(people.clerk);
  if (scripted) await expectSoundAtBothWidths(page);
});

choosing("an index of evidence is made of what the trust can point to alone", async ({ page, scripted }) => {
  await page.goto(`${await home(page)}/evidence`);
  await page.getByRole("link", { name: /index/i }).click();
  if (scripted) await expectSoundAtBothWidths(page);
  await page.locator("main form button").click();
  await made(page, scripted);
  if (scripted) await expectSound(page);
  const read = spawnSync("unzip", ["-p", "/dev/stdin", "word/document.xml"], { input: await (await page.request.get(`${page.url()}/files/docx`)).body(), encoding: "utf8" });
  expect(read.stdout).not.toMatch(/strength|challenge|do not know/i);
});

// Waits for a pack's files: where there is no script, by looking again.
async function made(page, scripted) {
  const downloads = page.locator("#downloads");
  await expect(async () => {
    if (!scripted) await page.reload();
    await expect(downloads.getByRole("link")).toHaveCount(3, { timeout: scripted ? 240_000 : 1_000 });
  }).toPass({ timeout: 240_000, intervals: [1_000] });
}
