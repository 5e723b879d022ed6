import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "./people.mjs";

const folder = process.env.BROWSERTEST_MAIL;

// The newest messages to an address, of those that were sent for real.
async function messages(to) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  const all = await Promise.all(names.sort().map((name) => readFile(path.join(folder, name), "utf8")));
  return all.filter((message) => new RegExp(`^To: .*${to}`, "m").test(message));
}

// Waits until as many messages as said have come to an address; gives the code and the link of the newest.
export async function arrived(to, count = 1) {
  await expect.poll(async () => (await messages(to)).length, { message: `messages to ${to}` }).toBe(count);
  const text = (await messages(to)).at(-1).replace(/=\r?\n/g, "").replaceAll("=3D", "=");
  return { code: /Your code: (\d{6})/.exec(text)[1], link: /(http:\/\/\S+\/sign-in\/link\/\w+)/.exec(text)[1] };
}
