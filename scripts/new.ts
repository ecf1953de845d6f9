/** Makes the files of a rule or a codemod: `npm run new rule <name>`, `npm run new codemod <name>`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { planNew } from "./new/plan.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

const [kind, name, ...others] = process.argv.slice(2);
if ((kind !== "rule" && kind !== "codemod") || name === undefined || others.length > 0) {
  process.stderr.write("usage: npm run new rule|codemod <name>\n");
  process.exitCode = 2;
} else {
  const options = JSON.parse(readFileSync(join(root, ".prettierrc.json"), "utf8")) as object;
  const read = (path: string): string | undefined =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
  for (const [path, text] of Object.entries(planNew(kind, name, read))) {
    // Fixtures are as people write them.
    const isFormatted = !path.startsWith("fixtures/");
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), isFormatted ? await format(text, { ...options, filepath: path }) : text);
    process.stdout.write(`${path}\n`);
  }
  process.stderr.write("Then: npm run generate\n");
}
