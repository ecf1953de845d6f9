import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { helpersOf, styleOf, type HelperName } from "../../spans/index.ts";
import { addToHelperModule, renderHelperModule } from "../helpers/index.ts";
import type { VerifiedFile } from "./verify-file.ts";

/** A helper module that must be written or grow. */
export interface HelperWrite {
  readonly path: string;
  /** The text on disk; `null` when there is no such file yet. */
  readonly before: string | null;
  readonly text: string;
}

/** Extensions under which a helper module may exist already. */
const EXTENSIONS: readonly string[] = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];

/**
 * The helper modules that some verified files need: one for each package, in the language and style of the first file that asks.
 *
 * @throws when an existing helper module was edited so that it can no longer take a helper.
 */
export function planHelperModules(root: string, files: readonly VerifiedFile[]): HelperWrite[] {
  const wanted = new Map<string, { names: Set<HelperName>; first: VerifiedFile }>();
  for (const file of files) {
    const names = helpersOf(file.kept);
    if (names.length === 0) continue;
    const { path } = file.plan.file.helpers;
    const entry = wanted.get(path) ?? { names: new Set(), first: file };
    for (const name of names) entry.names.add(name);
    wanted.set(path, entry);
  }
  return [...wanted].flatMap(([path, { names, first }]) => writeOf(root, path, [...names], first) ?? []);
}

function writeOf(
  root: string,
  path: string,
  helpers: readonly HelperName[],
  { plan }: VerifiedFile,
): HelperWrite | undefined {
  const { file } = plan;
  const style = styleOf(file);
  const language = /\.[cm]?tsx?$/.test(file.path) ? "ts" : "js";
  const options = {
    sentryModule: file.sdk.module,
    language,
    moduleFormat: file.moduleFormat,
    quote: style.quote,
    semicolons: style.semicolons,
  } as const;
  const present = EXTENSIONS.find((extension) => existsSync(join(root, path + extension)));
  if (present === undefined)
    return {
      path: path + (language === "ts" ? ".ts" : ".js"),
      before: null,
      text: renderHelperModule({ ...options, helpers }),
    };
  const before = readFileSync(join(root, path + present), "utf8");
  const text = addToHelperModule(before, helpers, options);
  if (text === undefined)
    throw new Error(
      `${path}${present} no longer imports Sentry as a namespace; the helpers ${helpers.join(", ")} cannot be added`,
    );
  return text === before ? undefined : { path: path + present, before, text };
}
