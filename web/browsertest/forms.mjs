import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";

// Fills in a PDF with fields by another tool than the one that made it. `answers` are pairs of a field's name and what it
// gets: the state of the box to cross, or the words to write. Gives the file, filled in.
export async function fillPDF(file, answers) {
  const told = JSON.parse(qpdf("--json=2", "--json-key=acroform", "--json-key=qpdf", file));
  const [head, stored] = told.qpdf;
  const changed = {};
  const object = (name) => (changed[`obj:${name}`] = { value: stored[`obj:${name}`].value }).value;
  for (const [name, what] of answers) {
    const boxes = told.acroform.fields.filter((field) => field.fullname === name);
    const looks = (box) => Object.keys(stored[`obj:${box.object}`].value["/AP"]?.["/N"] ?? {});
    const crossed = boxes.find((box) => looks(box).includes(`/${what}`));
    if (boxes.length === 0) throw new Error(`no field ${name} in ${file}`);
    if (crossed) {
      object(crossed.object)["/AS"] = `/${what}`;
      object(crossed.parent)["/V"] = `/${what}`;
    } else object(boxes[0].object)["/V"] = `u:${what}`;
  }
  await writeFile(`${file}.json`, JSON.stringify({ qpdf: [head, changed] }));
  qpdf("--no-warn", `--update-from-json=${file}.json`, file, `${file}.filled.pdf`);
  return readFile(`${file}.filled.pdf`);
}

// What a PDF says, as another program reads it.
export function textOf(pdf) {
  const read = spawnSync("pdftotext", ["-raw", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1 << 26 });
  if (read.status !== 0) throw new Error(`pdftotext: ${read.error ?? read.stderr}`);
  return read.stdout.replaceAll("\u200b", "").replace(/\s+/g, " ");
}

function qpdf(...args) {
  const done = spawnSync("qpdf", args, { encoding: "utf8", maxBuffer: 1 << 26 });
  // 3 tells that it warned of something.
  if (done.status !== 0 && done.status !== 3) throw new Error(`qpdf: ${done.error ?? done.stderr}`);
  return done.stdout;
}
