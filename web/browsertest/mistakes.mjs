import { expect } from "@playwright/test";

// Holds a form that came back to what it says is wrong: pairs of the field and the sentence, in order.
export async function expectMistakes(page, mistakes, sound) {
  await expect(page).toHaveTitle(/^Error: /);
  const links = page.getByRole("alert").getByRole("link");
  await expect(links).toHaveText(mistakes.map(([, text]) => text));
  for (const [i, [field]] of mistakes.entries()) {
    await expect(links.nth(i)).toHaveAttribute("href", `#${field}`);
    await expect(page.locator(`[id="${field}"]`)).toBeVisible();
  }
  if (sound) await sound(page);
}
