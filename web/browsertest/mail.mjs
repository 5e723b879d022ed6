import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";

// What each kind of message has in its subject.
export const about = {
  signIn: /^Sign in to Sevenfold$/,
  welcome: /: you can now sign in to Sevenfold$/,
  invitation: /: please answer by /,
  reminder: /^Reminder: /,
  comeBack: /^Your link to come back to /,
  report: /: the report is ready to read$/,
};

// The messages in a folder, the oldest first: those to an address, or to anybody, of one kind.
export async function letters(folder, { to = "", kind }) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort();
  const all = await Promise.all(names.map(async (name) => read(await readFile(path.join(folder, name)))));
  return all.filter((letter) => letter.to.includes(to) && kind.test(letter.subject));
}

// Waits until as many messages of a kind as said have come to an address; gives the newest.
export async function arrived(folder, wanted, count = 1) {
  let found = [];
  const counted = async () => (found = await letters(folder, wanted)).length;
  await expect.poll(counted, { message: `messages ${wanted.kind} to ${wanted.to ?? "anybody"}`, timeout: 30_000 }).toBe(count);
  return found.at(-1);
}

// Waits for a message of a kind to somebody on the demonstration's page of messages; gives the newest. The page grows with
// every round, so that it is asked for without being shown.
export async function shown(page, { to, kind, holding = "" }) {
  let found;
  await expect(async () => {
    const html = await (await page.request.get("/demonstration/messages")).text();
    const all = [...html.matchAll(/<summary[^>]*>([\s\S]*?)<br>([\s\S]*?)<\/summary>([\s\S]*?)<\/details>/g)];
    found = all
      .map(([, ...parts]) => parts.map(plain))
      .map(([subject, to, text]) => ({ subject, to, text }))
      .find((m) => m.to.includes(to) && kind.test(m.subject) && m.text.includes(holding));
    expect(found, `a message ${kind} to ${to}`).toBeTruthy();
  }).toPass({ timeout: 30_000 });
  return found;
}

const characters = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'" };
const plain = (html) => html.replace(/<[^>]*>/g, "").replace(/&[a-z0-9#]+;/g, (name) => characters[name] ?? name).trim();

export const codeIn = ({ text }) => /Your code: (\d{6})/.exec(text)[1];

// The address in a text that leads to a page of ours; `page` is how it goes on after the round or the first part.
export const linkIn = ({ text }, page = "") => new RegExp(`https?://\\S+${page}\\S*`).exec(text)[0];

// A message as a reader's program sees it. Each of ours is UTF-8.
function read(raw) {
  const { headers, body } = split(raw.toString("latin1"));
  const letter = {
    headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), words(value)])),
    text: "", html: "", calendar: "",
  };
  letter.subject = letter.headers.get("subject");
  letter.to = letter.headers.get("to");
  letter.from = letter.headers.get("from");
  take(letter, headers, body);
  return letter;
}

function split(message) {
  const at = /\r?\n\r?\n/.exec(message);
  const head = message.slice(0, at.index).replace(/\r?\n[ \t]+/g, " ");
  const headers = head.split(/\r?\n/).map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  return { headers, body: message.slice(at.index + at[0].length) };
}

function take(letter, headers, body) {
  const value = (name) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  const type = value("content-type");
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary) {
    for (const part of body.split(`--${boundary}`).slice(1, -1)) {
      const inner = split(part.replace(/^\r?\n/, ""));
      take(letter, inner.headers, inner.body);
    }
    return;
  }
  const decoded = { base64: fromBase64, "quoted-printable": fromQuoted }[value("content-transfer-encoding").toLowerCase()] ?? utf8;
  if (type.startsWith("text/plain")) letter.text = decoded(body);
  if (type.startsWith("text/html")) letter.html = decoded(body);
  if (type.startsWith("text/calendar")) letter.calendar = decoded(body);
}

const utf8 = (text) => Buffer.from(text, "latin1").toString("utf8");
const fromBase64 = (text) => Buffer.from(text, "base64").toString("utf8");
const fromQuoted = (text) => utf8(text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))));

// A header's encoded words (RFC 2047).
function words(value) {
  const one = /=\?utf-8\?([bq])\?([^?]*)\?=(\s+(?==\?))?/gi;
  return value.replace(one, (_, how, text) => (how.toLowerCase() === "b" ? fromBase64(text) : fromQuoted(text.replaceAll("_", " "))));
}
