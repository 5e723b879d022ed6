import { expect } from "@playwright/test";

// What a person does with a page, by pointer (or finger) and by keyboard alone.
export const byPointer = {
  press: (target) => target.click(),
  choose: (radio) => radio.check(),
  toggle: (box) => box.click(),
  write: (field, text) => field.fill(text),
  pick: (select, label) => select.selectOption({ label }),
};

export const byKeyboard = {
  async press(target) {
    await reach(target);
    await target.page().keyboard.press("Enter");
  },
  // Of radios only one takes the Tab key; arrows lead on from it.
  async choose(radio) {
    const keyboard = radio.page().keyboard;
    const name = await radio.getAttribute("name");
    await walk(radio, (focused) => focused.name === name);
    if (await radio.evaluate((element) => element === document.activeElement)) return keyboard.press("Space");
    for (let presses = 0; presses < 10; presses += 1) {
      await keyboard.press("ArrowDown");
      if (await radio.evaluate((element) => element === document.activeElement && element.checked)) return;
    }
    throw new Error(`the arrow keys do not lead to ${name}`);
  },
  async toggle(box) {
    await reach(box);
    await box.page().keyboard.press("Space");
  },
  async write(field, text) {
    await reach(field);
    await field.press("Control+a");
    await field.page().keyboard.insertText(text);
  },
  async pick(select, label) {
    await reach(select);
    for (let presses = 0; presses < 10; presses += 1) {
      if ((await select.evaluate((element) => element.selectedOptions[0].label)) === label) return;
      await select.page().keyboard.press("ArrowDown");
    }
    throw new Error(`the arrow keys do not lead to ${label}`);
  },
};

const reach = async (target) => {
  await expect(target).toBeAttached();
  const id = `reach-${Math.random()}`;
  await target.evaluate((element, id) => element.setAttribute("data-reach", id), id);
  return walk(target, (focused) => focused.reach === id);
};

// Tabs on until the place is reached; on the way the focus is always somewhere, and always to be seen.
async function walk(target, arrived) {
  const page = target.page();
  const seen = [];
  for (let tabs = 0; tabs < 250; tabs += 1) {
    const focused = await page.evaluate(whereFocusIs);
    if (tabs > 0 && focused.somewhere) expect(focused.problem, `the focus at ${focused.what} of ${page.url()}`).toBe("");
    if (arrived(focused)) return;
    seen.push(focused.what);
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not lead there; it leads to ${seen.slice(0, 60).join(", ")}`);
}

function whereFocusIs() {
  const element = document.activeElement;
  const somewhere = element !== null && element !== document.body && element !== document.documentElement;
  if (!somewhere) return { somewhere, what: "the page" };
  const what = `${element.tagName} ${element.id || element.name || element.textContent.trim().slice(0, 30)}`;
  // What is drawn may stand for what is focused: a label for its radio.
  const drawn = [element, ...(element.labels ?? [])];
  const marked = drawn.some((part) =>
    [null, "::before", "::after"].some((pseudo) => {
      const style = getComputedStyle(part, pseudo);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    }),
  );
  const inSight = drawn.some((part) => {
    const box = part.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  });
  const problem = marked ? (inSight ? "" : "is out of sight") : "cannot be seen";
  return { somewhere, what, name: element.name, reach: element.dataset.reach, problem };
}
