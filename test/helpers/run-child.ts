import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, transform } from "esbuild";
import { helperNames } from "../../spans/helper.ts";
import { renderHelperModule } from "../../codemods/helpers/index.ts";
import type { ChildResult } from "./child.ts";

export type Mode = "init" | "no-dsn" | "no-init";
/** The ending of the rendered module, which says its language and its module format. */
export type Ending = "mjs" | "cjs" | "mts";

export interface Run {
  readonly results: Readonly<Record<string, ChildResult>>;
  readonly otherItems: readonly string[];
}

const source = fileURLToPath(new URL("child.ts", import.meta.url));
// Inside node_modules, so that the rendered modules find the SDKs and git does not see them.
const folder = fileURLToPath(new URL("../../node_modules/.cache/spanwright/helpers-test", import.meta.url));

/** Runs all scenarios in a process of their own, with every helper rendered for the SDK. */
export async function runChild(sdk: string, mode: Mode, ending: Ending): Promise<Run> {
  await mkdir(folder, { recursive: true });
  const program = join(folder, `child-${String(process.pid)}.mjs`);
  await build({
    entryPoints: [source],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
  });
  const rendered = renderHelperModule({
    helpers: helperNames,
    sentryModule: sdk,
    language: ending === "mts" ? "ts" : "js",
    moduleFormat: ending === "cjs" ? "cjs" : "esm",
    quote: ending === "cjs" ? "'" : '"',
    semicolons: ending !== "cjs",
  });
  const text = ending === "mts" ? (await transform(rendered, { loader: "ts" })).code : rendered;
  const file = join(folder, `${sdk.replaceAll("/", "+")}.${mode}.${ending === "cjs" ? "cjs" : "mjs"}`);
  await writeFile(file, text);
  const { stdout } = await promisify(execFile)(process.execPath, [program, sdk, mode, file], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as Run;
}
