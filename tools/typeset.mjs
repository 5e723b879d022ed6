// Prepares what the program embeds to make PDFs: the Typst compiler, and fonts for every script, become
// internal/typeset/dist. A font that is loaded costs memory and time, so the index says which of them has each character.
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants, inflateSync } from "node:zlib";

const root = path.join(import.meta.dirname, "..");
const modules = path.join(root, "node_modules");
const dist = path.join(root, "internal", "typeset", "dist");
const compiler = "@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm";

// The house's own fonts, which every document is set in.
const house = [
  "@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
  "@expo-google-fonts/atkinson-hyperlegible-next/400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
  "@expo-google-fonts/atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf",
  "@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
];

// Where they lack a character, the first of these that has it is taken. The last has nearly all, and is drawn coarsely.
const whole = ["@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf"];
const sliced = [
  "hebrew", "arabic", "armenian", "georgian", "ethiopic", "syriac", "thaana", "nko", "adlam", "tifinagh", "vai", "bamum",
  "devanagari", "bengali", "gurmukhi", "gujarati", "oriya", "tamil", "telugu", "kannada", "malayalam", "sinhala", "ol-chiki",
  "thai", "lao", "khmer", "myanmar", "balinese", "javanese", "sundanese", "cham", "lisu", "mongolian",
  "cherokee", "canadian-aboriginal", "sc", "tc", "jp", "kr", "yi",
].map((script) => `@fontsource/noto-sans-${script}`);
// Noto's Arabic draws letters and their dots apart, so that a reader of the PDF gets letters twice; Plex lacks only rare ones.
sliced.unshift("@fontsource/ibm-plex-sans-arabic");
sliced.push("@fontsource/noto-serif-tibetan", "@fontsource/noto-emoji");
sliced.push("@fontsource/noto-sans-symbols", "@fontsource/noto-sans-symbols-2", "@fontsource/noto-sans-math");
const last = ["@fontsource/unifontex"];

const compress = (content) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });

// The slices of a font, in the order in which its package names them.
async function slices(name) {
  const plain = name.split("/")[1];
  const ranges = JSON.parse(await readFile(path.join(modules, name, "unicode.json"), "utf8"));
  const subsets = Object.keys(ranges).map((subset) => subset.replace(/[[\]]/g, ""));
  if (subsets.length === 0) subsets.push("latin");
  return subsets.map((subset) => path.join(name, "files", `${plain}-${subset}-400-normal.woff`));
}

// A WOFF file is the tables of a font, each compressed.
function fromWOFF(woff) {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const power = 2 ** Math.floor(Math.log2(count));
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  const parts = [head];
  let at = head.length;
  for (let i = 0; i < count; i++) {
    const [tag, offset, packed, length, sum] = [0, 4, 8, 12, 16].map((field) => woff.readUInt32BE(44 + 20 * i + field));
    const raw = woff.subarray(offset, offset + packed);
    const table = packed < length ? inflateSync(raw) : raw;
    [tag, sum, at, length].forEach((value, field) => head.writeUInt32BE(value, 12 + 16 * i + 4 * field));
    parts.push(table, Buffer.alloc(-length & 3));
    at += length + (-length & 3);
  }
  return Buffer.concat(parts);
}

function table(font, tag) {
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16) {
    if (font.toString("latin1", at, at + 4) === tag) return font.subarray(font.readUInt32BE(at + 8));
  }
  throw new Error(`a font has no table ${tag}`);
}

// The characters that a font has, and the glyph of each, by its tables of the formats 4 and 12, which are those that fonts
// carry for Unicode.
function glyphs(font) {
  const map = table(font, "cmap");
  const found = new Map();
  for (let i = 0; i < map.readUInt16BE(2); i++) {
    const part = map.subarray(map.readUInt32BE(8 + 8 * i));
    if (part.readUInt16BE(0) === 12) inGroups(part, found);
    if (part.readUInt16BE(0) === 4) inSegments(part, found);
  }
  return found;
}

function inGroups(part, found) {
  for (let at = 16; at < 16 + 12 * part.readUInt32BE(12); at += 12) {
    const first = part.readUInt32BE(at);
    for (let char = first; char <= part.readUInt32BE(at + 4); char++) found.set(char, part.readUInt32BE(at + 8) + char - first);
  }
}

function inSegments(part, found) {
  const size = part.readUInt16BE(6);
  for (let at = 14; at < 14 + size; at += 2) {
    const start = part.readUInt16BE(at + 2 + size);
    const delta = part.readUInt16BE(at + 2 + 2 * size);
    const offset = part.readUInt16BE(at + 2 + 3 * size);
    for (let char = start; char <= part.readUInt16BE(at) && char < 0xffff; char++) {
      const named = offset === 0 ? char : part.readUInt16BE(at + 2 + 3 * size + offset + 2 * (char - start));
      const glyph = (named + delta) & 0xffff;
      if ((offset === 0 || named !== 0) && glyph !== 0) found.set(char, glyph);
    }
  }
}

// The font with an index of some of its characters only, so that it is not taken for others.
function only(font, chars) {
  const all = glyphs(font);
  const groups = chars.map((char) => [char, char, all.get(char)]);
  const map = Buffer.alloc(28 + 12 * groups.length);
  [1, 0x0003000a, 12].forEach((value, i) => map.writeUInt32BE(value, 4 * i));
  [0x000c0000, map.length - 12, 0, groups.length].forEach((value, i) => map.writeUInt32BE(value, 12 + 4 * i));
  groups.flat().forEach((value, i) => map.writeUInt32BE(value, 28 + 4 * i));
  const whole = Buffer.concat([font, map]);
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16) {
    if (font.toString("latin1", at, at + 4) !== "cmap") continue;
    whole.writeUInt32BE(font.length, at + 8);
    whole.writeUInt32BE(map.length, at + 12);
  }
  return whole;
}

// Marks that join a letter are taken from where all of them are, whatever the house's fonts have of them.
const combining = (char) => /^\p{M}$/u.test(String.fromCodePoint(char));

// Controls and private characters are nobody's.
const showable = (char) => !/^[\p{Cc}\p{Co}\p{Cs}]$/u.test(String.fromCodePoint(char));

const fonts = { house: [], reserve: [], has: [] };
const packed = [];
let at = 0;
function put(list, file, font) {
  const content = compress(font);
  list.push({ name: path.parse(file).name, at, size: content.length });
  packed.push(content);
  at += content.length;
}

// The Chinese, Japanese and Korean fonts are large: of their slices, those are taken that bring some of the characters that
// each country's computers have had for long. The others are left to the last font.
const standards = {
  "noto-sans-sc": standard("gbk", 0xa1, 0xf7, 0xa1),
  "noto-sans-tc": standard("big5", 0xa1, 0xf9, 0x40),
  "noto-sans-jp": standard("euc-jp", 0xa1, 0xf4, 0xa1),
  "noto-sans-kr": standard("euc-kr", 0xa1, 0xfd, 0xa1),
};
const enough = 10;

function standard(encoding, first, last, from) {
  const found = new Set();
  const decoder = new TextDecoder(encoding);
  for (let lead = first; lead <= last; lead++) {
    for (let trail = from; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== "\ufffd") found.add(text.codePointAt(0));
    }
  }
  return found;
}

function worthIt(file, fresh) {
  const wanted = standards[file.split(path.sep)[1]];
  return wanted ? fresh.filter((char) => wanted.has(char)).length >= enough : fresh.length > 0;
}

const owned = new Map();
for (const file of house) {
  const font = await readFile(path.join(modules, file));
  put(fonts.house, file, font);
  if (!file.includes("atkinson")) continue;
  for (const char of glyphs(font).keys()) if (!combining(char)) owned.set(char, -1);
}
const reserve = [...whole, ...(await Promise.all(sliced.map(slices))).flat(), ...(await Promise.all(last.map(slices))).flat()];
for (const file of reserve) {
  const content = await readFile(path.join(modules, file));
  const font = file.endsWith(".woff") ? fromWOFF(content) : content;
  const fresh = [...glyphs(font).keys()].filter((char) => !owned.has(char) && showable(char));
  if (!worthIt(file, fresh)) continue;
  for (const char of fresh) owned.set(char, fonts.reserve.length);
  put(fonts.reserve, file, last.some((name) => file.startsWith(name)) ? only(font, fresh.sort((a, b) => a - b)) : font);
}

// has: runs of characters [first, last, the font in reserve], in order.
for (const [char, font] of [...owned].filter(([, font]) => font >= 0).sort(([a], [b]) => a - b)) {
  const run = fonts.has.at(-1);
  if (run && run[1] === char - 1 && run[2] === font) run[1] = char;
  else fonts.has.push([char, char, font]);
}

const files = {
  "compiler.wasm.br": compress(await readFile(path.join(modules, compiler))),
  "fonts.bin": Buffer.concat(packed),
  // Last: it is what the program and make look for.
  "fonts.json": Buffer.from(`${JSON.stringify(fonts)}\n`),
};
await mkdir(dist, { recursive: true });
for (const [name, content] of Object.entries(files)) await writeFile(path.join(dist, name), content);
for (const name of await readdir(dist)) if (!(name in files) && name !== ".gitkeep") await rm(path.join(dist, name));
