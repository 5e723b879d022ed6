// Builds what browsers ask for: src/ and the fonts become dist/, every name carrying a hash of its content, every text
// beside its compressed copies, and manifest.json leading from the plain name to the hashed one.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = import.meta.dirname;
const source = path.join(here, "src");
const dist = path.join(here, "dist");
const modules = path.join(here, "..", "..", "node_modules");
const resolve = createRequire(import.meta.url).resolve;

const fonts = {
  "reading.woff2":
    "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
  "heading.woff2": "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
};
const bundles = ["app.js", "live.js"];
const pictures = ["favicon.svg", "favicon.png"];
const compressible = new Set([".css", ".js", ".svg"]);
const browsers = ["chrome109", "firefox115", "safari15.6"];

const manifest = {};
const files = new Map();

function put(name, content) {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const hashed = `${stem}.${hash}${ext}`;
  files.set(hashed, content);
  if (compressible.has(ext)) {
    files.set(`${hashed}.gz`, gzipSync(content, { level: 9 }));
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
    files.set(`${hashed}.br`, brotliCompressSync(content, quality));
  }
  manifest[name] = hashed;
}

async function styles() {
  const { css } = sass.compile(path.join(source, "app.scss"), { style: "compressed", loadPaths: [modules], quietDeps: true });
  // The style sheet names fonts plainly; a font's hash is part of the sheet, and so of the sheet's own hash.
  const named = css.replace(/url\((?:"|')?([\w-]+\.woff2)(?:"|')?\)/g, (_, font) => {
    if (!manifest[font]) throw new Error(`the styles ask for ${font}, which is not among the fonts`);
    return `url(${manifest[font]})`;
  });
  const { code } = await esbuild.transform(named, { loader: "css", minify: true, target: browsers, legalComments: "none" });
  put("app.css", Buffer.from(code));
}

async function scripts() {
  for (const name of bundles) {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path.join(source, name)],
      bundle: true,
      minify: true,
      write: false,
      format: "iife",
      target: browsers,
      legalComments: "none",
    });
    put(name, Buffer.from(outputFiles[0].contents));
  }
}

for (const [name, file] of Object.entries(fonts)) put(name, await readFile(resolve(file)));
for (const name of pictures) put(name, await readFile(path.join(source, name)));
await styles();
await scripts();

// Nothing is touched before all of it is built, and the manifest comes after what it names: a build that fails leaves the
// last one whole.
await mkdir(dist, { recursive: true });
for (const [name, content] of files) await writeFile(path.join(dist, name), content);
await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const name of await readdir(dist)) {
  if (!files.has(name) && name !== "manifest.json" && name !== ".gitkeep") await rm(path.join(dist, name));
}
