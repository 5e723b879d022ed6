import { createRequire } from "node:module";
import { expect } from "@playwright/test";
import { HtmlElement, HtmlValidate } from "html-validate";
import rules from "./htmlvalidate.mjs";

// Axe itself, as @axe-core/playwright brings it: asked for violations alone, it takes a quarter of the time.
const axe = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"))("axe-core/axe.min.js").source;
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const validator = new HtmlValidate(rules);

// Whether an element is what a selector says html-validate finds out by looking for all such elements of the document, once
// for every element above every element. Most are told from their names alone: only where a name fits does it still look.
const looksThroughAll = HtmlElement.prototype.matches;
HtmlElement.prototype.matches = function matches(selector) {
  if (selector.includes('"')) return looksThroughAll.call(this, selector); // what is quoted may look like a selector
  const possible = selector.split(/,\s*/).filter((one) => {
    const name = /^[a-z]\w*/i.exec(one.split(/[\s>+~]+/).at(-1))?.[0];
    return name === undefined || this.is(name);
  });
  const isOne = possible.some((one) => /^[a-z]\w*$/i.test(one));
  return isOne || (possible.length > 0 && looksThroughAll.call(this, selector));
};

// What is wrong with a page's HTML as it was sent.
export async function invalid(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) => result.messages.map((m) => `${m.ruleId} at ${m.line}:${m.column}: ${m.message}`));
}

// What is wrong with a page as it is shown: whom it shuts out, what sticks out of it, and what it lacks.
export async function wrongOnScreen(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const violations = await page.evaluate(runAxe, standards);
  return violations.concat(await sticksOut(page));
}

// What sticks out of a page, or is lacking of it.
export const sticksOut = (page) => page.evaluate(whatSticksOut);

// Holds the page that is shown to all of it, as it stands after whatever was done in it.
export async function expectSound(page) {
  expect(await invalid(await page.content()), `the HTML of ${page.url()}`).toEqual([]);
  expect(await wrongOnScreen(page), page.url()).toEqual([]);
}

// The same, and as narrow as a phone.
export async function expectSoundAtBothWidths(page) {
  await expectSound(page);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await wrongOnScreen(page), `${page.url()} on a phone`).toEqual([]);
  await page.setViewportSize(size);
}

async function runAxe(standards) {
  const { violations } = await window.axe.run(document, { runOnly: standards, resultTypes: ["violations"] });
  return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => `${n.target.join(" ")} (${n.failureSummary})`).join(", ")}`);
}

function whatSticksOut() {
  const root = document.documentElement;
  const wrong = [];
  if (document.querySelectorAll("h1").length !== 1) wrong.push(`${document.querySelectorAll("h1").length} h1`);
  if (root.scrollWidth > root.clientWidth) {
    const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".sf-scroll"));
    wrong.push(`scrolls sideways, ${root.scrollWidth} wide: ${out.map((e) => `${e.tagName}.${e.className}`).slice(0, 5).join(", ")}`);
  }
  return wrong;
}
