import { elements, expect, people } from "./people.mjs";

// As few as a report is shown for.
export const five = [people.chair, people.chiefExecutive, ...people.trustees.slice(0, 3)];

// What people type, or others make them type.
export const odd = {
  "a script": '<script>document.title="alive"</script><img src=x onerror="document.title=\'alive\'">',
  emoji: "Autumn 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 round",
  "right to left": "סבב סתיו 2026",
};

const form = { "content-type": "application/x-www-form-urlencoded" };

// Sends a form as a browser would, without going where it leads.
export async function send(request, path, fields) {
  const data = new URLSearchParams(fields).toString();
  return request.post(path, { data, headers: form, maxRedirects: 0 });
}

// The day in London, so many days from now, in the parts of a date field.
export function day(ahead) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(Date.now() + ahead * 86_400_000).split("/");
  return { day: String(Number(parts[0])), month: String(Number(parts[1])), year: parts[2] };
}

export function plan(title, instrument = "seven-domains") {
  const [opens, closes] = [day(0), day(14)];
  return {
    title, instrument, minimum: "5",
    "opens-day": opens.day, "opens-month": opens.month, "opens-year": opens.year,
    "closes-day": closes.day, "closes-month": closes.month, "closes-year": closes.year,
  };
}

// Fills in the form of a plan.
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (name === "instrument") await page.locator(`[name="instrument"][value="${value}"]`).check();
    else await page.locator(`[name="${name}"]`).fill(value);
  }
}

// Where the trust of whoever is signed in has its pages.
export async function home(page) {
  return new URL((await page.request.get("/home")).url()).pathname;
}

// Opens a round for these people, as the governance professional; gives its address.
export async function openRound(clerk, title, invited, instrument) {
  const round = await draftRound(clerk, title, instrument);
  const html = await (await clerk.request.get(`${round}/respondents`)).text();
  const boxes = [...html.matchAll(/id="invited-([0-9a-f-]+)" name="([^"]+)"[\s\S]*?<label[^>]*>([^<]+)</g)];
  const fields = boxes.filter((box) => invited.includes(box[3])).flatMap(([, id, field, name]) => [
    [field, id],
    [`group-${id}`, [people.executive, people.chiefExecutive].includes(name) ? "executives" : "trustees"],
  ]);
  expect(fields).toHaveLength(2 * invited.length);
  expect((await send(clerk.request, `${round}/respondents`, fields)).status()).toBe(303);
  expect((await send(clerk.request, `${round}/open`, {})).status()).toBe(303);
  return round;
}

export async function draftRound(clerk, title, instrument) {
  const added = await send(clerk.request, `${await home(clerk)}/rounds`, plan(title, instrument));
  expect(added.status()).toBe(303);
  return added.headers().location.replace(/\/respondents$/, "");
}

export async function closeRound(clerk, round) {
  expect((await send(clerk.request, `${round}/close`, {})).status()).toBe(303);
}

// Adds a committee of one person, as the governance professional.
export async function addCommittee(clerk, name, member) {
  const added = await send(clerk.request, `${await home(clerk)}/committees`, { name });
  expect(added.status()).toBe(303);
  const committee = added.headers().location;
  const html = await (await clerk.request.get(committee)).text();
  const [, field, id] = new RegExp(`name="([^"]+)"[^>]*value="([0-9a-f-]+)"[^>]*>\\s*<label[^>]*>${member}`).exec(html);
  expect((await send(clerk.request, committee, [["name", name], [field, id]])).status()).toBe(303);
}

// Answers statements without looking at the pages: one after the other on the scale, so that views differ.
export async function answer(page, round, of, place) {
  for (const [i, element] of of.entries()) {
    const fields = element.statements.flatMap((s, j) => [
      [`${s.id}.choice`, String(place(i, j))],
      [`${s.id}.basis`, ["independently-checked", "seen", "reported", "impression"][(i + place(i, j)) % 4]],
      [`${s.id}.note`, j === 0 && i % 5 === 0 ? `What we saw of ${element.title.toLowerCase()} this year.` : ""],
    ]);
    expect((await send(page.request, `${round}/answers/${element.id}`, fields)).status(), element.id).toBe(303);
  }
}

// Where somebody places a statement: each person somewhere else.
export const differing = (person) => (i, j) => 1 + ((i + j + person) % 4);

export async function answerAll(page, round, place) {
  await answer(page, round, elements, place);
  expect((await send(page.request, `${round}/submit`, {})).status()).toBe(303);
}
