import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { helpersOf, styleOf, type HelperName } from "../../spans/index.ts";
import { addToHelperModule, parseHelperModule, renderHelperModule } from "../helpers/index.ts";
import type { ProjectContext } from "./project-context.ts";
import { readSourceSync } from "./read.ts";
import type { VerifiedFile } from "./verify-file.ts";
import type { FileWrite } from "./write.ts";

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
  const present = findModule(root, path);
  if (present === undefined)
    return {
      path: path + (language === "ts" ? ".ts" : ".js"),
      before: null,
      text: renderHelperModule({ ...options, helpers }),
    };
  const before = readFileSync(join(root, present), "utf8");
  const text = addToHelperModule(before, helpers, options);
  if (text === undefined)
    throw new Error(
      `${present} no longer imports Sentry as a namespace; the helpers ${helpers.join(", ")} cannot be added`,
    );
  return text === before ? undefined : { path: present, before, text };
}

/** Helper modules that are as they were written and that no file imports once some writes are made. */
export function findOrphanedHelpers(
  context: ProjectContext,
  paths: readonly string[],
  writes: readonly FileWrite[],
): FileWrite[] {
  const modules = new Map<string, string>();
  for (const path of paths) {
    const helpers = context.contextOf(path)?.helpers.path;
    const file = helpers === undefined ? undefined : findModule(context.root, helpers);
    if (helpers !== undefined && file !== undefined) modules.set(file, helpers);
  }
  return [...modules].flatMap(([file, module]) => {
    const text = readFileSync(join(context.root, file), "utf8");
    if (parseHelperModule(text) === undefined) return [];
    const name = module.slice(module.lastIndexOf("/") + 1).replace(/[^\w-]/g, "\\$&");
    const specifier = new RegExp(`["'/]${name}(?:\\.[cm]?[jt]s)?["']`);
    const isUsed = paths.some(
      (path) => path !== file && specifier.test(textAfter(context.root, path, writes)),
    );
    return isUsed ? [] : [{ path: file, expected: text, text: null }];
  });
}

function textAfter(root: string, path: string, writes: readonly FileWrite[]): string {
  const write = writes.find((one) => one.path === path);
  if (write !== undefined) return write.text ?? "";
  const read = readSourceSync(root, path);
  return read.kind === "text" ? read.text : "";
}

/** The helper module's file, under whichever extension it was written. */
function findModule(root: string, path: string): string | undefined {
  const extension = EXTENSIONS.find((one) => existsSync(join(root, path + one)));
  return extension === undefined ? undefined : path + extension;
}
