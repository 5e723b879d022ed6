// Sets the Typst document in a folder by the rules of PDF/UA-1, which the compiler within the program has no switch for, and
// says what breaks them. Use: node tools/check-accessible.mjs FOLDER
import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const dist = path.join(import.meta.dirname, "..", "internal", "typeset", "dist");
const { house, reserve } = JSON.parse(readFileSync(path.join(dist, "fonts.json"), "utf8"));
const packed = readFileSync(path.join(dist, "fonts.bin"));
const fontBlobs = [...house, ...reserve].map(({ at, size }) => brotliDecompressSync(packed.subarray(at, at + size)));

const workspace = path.resolve(process.argv[2]);
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
const main = { mainFilePath: path.join(workspace, "main.typ") };
const result = compiler.compile(main);
const problems = result.hasError() ? result.takeError() : null;
if (problems) {
  for (const d of compiler.fetchDiagnostics(problems)) console.error(d.path ?? "", JSON.stringify(d.range ?? ""), d.message);
  process.exit(1);
}
try {
  compiler.pdf(result.result, { pdfStandard: "ua-1" });
} catch (error) {
  console.error(String(error.message ?? error));
  process.exit(1);
}
console.log("PDF/UA-1: no rule is broken");
