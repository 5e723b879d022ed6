import { elements, expect, people, test } from "./people.mjs";

// What comes over the wire for one page: fonts, and everything else, in kB.
async function weigh(page, address) {
  const requests = [];
  const note = (request) => requests.push(request);
  page.on("requestfinished", note);
  await page.goto(address, { waitUntil: "networkidle" });
  page.off("requestfinished", note);
  const weight = { fonts: 0, rest: 0 };
  for (const request of requests) {
    if ((await request.response()).fromServiceWorker()) continue;
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    weight[request.resourceType() === "font" ? "fonts" : "rest"] += (responseBodySize + responseHeadersSize) / 1000;
  }
  return weight;
}

test("the first page is light, and later ones are lighter", async ({ as, stranger }, info) => {
  const chair = await as(people.chair);
  const links = async (page, pattern) => [...(await page.content()).matchAll(/href="([^"]+)"/g)].map(([, href]) => href).filter((href) => pattern.test(href));
  await chair.goto("/home");
  const [report] = await links(chair, /\/report$/);
  const [tasks] = await links(chair, /\/questionnaire$/);

  const weights = [];
  const first = async (address, page) => {
    const { rest, fonts } = await weigh(page, address);
    weights.push(`first ${address}: ${rest.toFixed(1)} kB and fonts of ${fonts.toFixed(1)} kB`);
    expect.soft(rest, `the first page, ${address}`).toBeLessThan(60);
    expect.soft(fonts, "the fonts").toBeLessThan(90);
    expect.soft(fonts, "the fonts").toBeGreaterThan(0);
  };
  await first("/", await stranger());
  const page = await as(people.chair);
  await first(report, page);
  const element = tasks.replace("questionnaire", `answers/${elements[0].id}`);
  for (const address of ["/home", report, `${report}/domains/expert-ethical-leadership`, `${report}/method`, tasks, element, tasks.replace("questionnaire", "my-answers"), "/help"]) {
    const { rest, fonts } = await weigh(page, address);
    weights.push(`later ${address}: ${rest.toFixed(1)} kB`);
    expect.soft(rest, `a later page, ${address}`).toBeLessThan(15);
    expect.soft(fonts, `the fonts of a later page, ${address}`).toBe(0);
  }
  await info.attach("weights", { body: weights.join("\n"), contentType: "text/plain" });
  if (process.env.BROWSERTEST_SAY) console.log(weights.join("\n").replace(/[0-9a-f-]{36}/g, "…"));
});
