import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  clientHelperPath,
  helperPathOf,
  helpersOf,
  isClientFile,
  styleOf,
  type HelperName,
} from "../../spans/index.ts";
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

/** The helpers that one file's plans call, and how a module for them would be written there. */
export interface HelperDemand {
  /** The module's path from the root, without extension. */
  readonly path: string;
  readonly names: readonly HelperName[];
  readonly options: Omit<Parameters<typeof renderHelperModule>[0], "helpers">;
}

/** What a verified file asks of its package's helper module; `undefined` when that is nothing. */
export function helperDemandOf({ plan, kept }: VerifiedFile): HelperDemand | undefined {
  const names = helpersOf(kept);
  if (names.length === 0) return undefined;
  const { file } = plan;
  const { quote, semicolons } = styleOf(file);
  return {
    path: helperPathOf(file),
    names,
    options: {
      sentryModule: isClientFile(file) ? (file.clientSdk ?? file.sdk.module) : file.sdk.module,
      language: /\.[cm]?tsx?$/.test(file.path) ? "ts" : "js",
      moduleFormat: file.moduleFormat,
      quote,
      semicolons,
    },
  };
}

/**
 * The helper modules that some files need: one for each package, in the language and style of the first file that asks.
 *
 * @throws when an existing helper module was edited so that it can no longer take a helper.
 */
export function planHelperModules(root: string, demands: readonly HelperDemand[]): HelperWrite[] {
  const wanted = new Map<string, HelperDemand>();
  for (const demand of demands) {
    const first = wanted.get(demand.path);
    const names = [...new Set([...(first?.names ?? []), ...demand.names])];
    wanted.set(demand.path, { ...(first ?? demand), names });
  }
  return [...wanted.values()].flatMap((demand) => writeOf(root, demand) ?? []);
}

function writeOf(root: string, { path, names: helpers, options }: HelperDemand): HelperWrite | undefined {
  const present = findModule(root, path);
  if (present === undefined)
    return {
      path: path + (options.language === "ts" ? ".ts" : ".js"),
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
    for (const module of helpers === undefined ? [] : [helpers, clientHelperPath(helpers)]) {
      const file = findModule(context.root, module);
      if (file !== undefined) modules.set(file, module);
    }
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
