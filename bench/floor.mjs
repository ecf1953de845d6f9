// What no tool can do without: reading every file, and parsing those that the gate lets through. Run by run.ts as a process of its own.
import { readFileSync } from "node:fs";

const [, , jobFile] = process.argv;
/** @type {{ root: string, paths: string[], gate: [string, string][] | null }} */
const { root, paths, gate } = JSON.parse(readFileSync(jobFile, "utf8"));

let characters = 0;
let candidates = 0;
let nodes = 0;
if (gate === null) {
  for (const path of paths) characters += readFileSync(`${root}/${path}`, "utf8").length;
} else {
  const { parseSync } = await import("oxc-parser");
  const parts = gate.map(([words, companion]) => [new RegExp(companion), new RegExp(words)]);
  for (const path of paths) {
    const text = readFileSync(`${root}/${path}`, "utf8");
    characters += text.length;
    if (!parts.some(([companion, words]) => companion.test(text) && words.test(text))) continue;
    candidates += 1;
    const lang = /\.[cm]?js$/.test(path) ? "jsx" : path.endsWith("x") ? "tsx" : "ts";
    const { program, errors } = parseSync(path, text, {
      astType: "ts",
      lang,
      preserveParens: false,
    });
    if (errors.length === 0) nodes += program.body.length;
  }
}
process.stdout.write(JSON.stringify({ characters, candidates, nodes }));
