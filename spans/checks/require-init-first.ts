import type { TSESTree } from "@typescript-eslint/types";
import { defineCheck, type Repair, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { findImport } from "../imports.ts";
import { isInstrumentedModule } from "../init/instrumented-modules.ts";
import { loadedModules, type LoadedModule } from "../init/loaded-modules.ts";
import { readInit } from "../init/read-init.ts";
import { runtimeOf } from "../init/runtime.ts";
import { replaceRange, insertAt, repairOf } from "../repairs/replace.ts";
import { lineEndAt } from "../style.ts";
import { nodesOf } from "../walk.ts";

export interface RequireInitFirstOptions {
  /** Base name of the file that calls `init`; `""`: `instrument`, `instrumentation` or `sentry`, with what follows a dot or a dash. */
  readonly instrumentFile: string;
  /** Further packages that are instrumented when they are loaded. */
  readonly modules: readonly string[];
  /** `flag`: `--import` loads the instrument file, so the order of imports does not matter. */
  readonly init: "import" | "flag";
}

type Message = "hoisted" | "late" | "order" | "move";
type Problem = SpanProblem<Message>;

/** The frameworks' own SDKs see to the order by themselves. */
const SDKS =
  /^@sentry\/(?:node|node-core|nestjs|bun|aws-serverless|google-cloud-serverless|hono|elysia)(?:\/\w+)?$/;
const INSTRUMENT = /^(?:instrument|instrumentation|sentry)(?:[.-][\w.-]+)?$/;
const START = /^(?:init|initialize|setup|start)_?Sentry$/i;
/** Local modules that only read settings may come first, and sometimes must. */
const SETTINGS = /^(?:env|environment|config|dotenv|polyfills?|constants|version|types?)(?:[.-].*)?$/i;

/**
 * Modules that are loaded before `Sentry.init` has run and so get no instrumentation. Imports are hoisted: in an ES module the `init` of a
 * file comes after all of its imports, wherever it is written.
 *
 * @see facts: sentry 5
 */
export const requireInitFirst = defineCheck<"require-init-first", Message, RequireInitFirstOptions>({
  name: "require-init-first",
  messages: {
    hoisted:
      "'{{module}}' is loaded before Sentry.init below has run, so it is not instrumented. Put init into a file of its own and load that first.",
    late: "'{{module}}' is loaded long before this, so it is not instrumented. Let a module call init when it is loaded, and import that first.",
    order: "'{{module}}' is loaded before this, so it is not instrumented. Load the instrument file first.",
    move: "Move it up.",
  },
  defaultOptions: { instrumentFile: "", modules: [], init: "import" },
  anchors: () => [
    "init",
    "instrument",
    "instrumentation",
    "sentry",
    "initSentry",
    "initializeSentry",
    "setupSentry",
    "startSentry",
  ],
  nodeTypes: ["Program"],
  detect(program, file, options) {
    if (program.type !== "Program" || options.init === "flag" || !SDKS.test(file.sdk.module)) return [];
    const loaded = loadedModules(file.program);
    if (loaded.some(({ module }) => isForBrowsers(module, file.path))) return [];
    return [
      ...hoistedProblems(file, loaded, options),
      ...lateProblems(file, loaded, options),
      ...orderProblems(file, loaded, options),
    ];
  },
});

/** In a browser nothing is instrumented by being loaded. */
function isForBrowsers(module: string, path: string): boolean {
  return (
    /^(?:react-dom|vue|svelte|preact|solid-js\/web|@angular\/platform-browser)(?:\/(?!server)|$)/.test(
      module,
    ) ||
    (module.startsWith("@sentry/") && runtimeOf(module, path) === "browser")
  );
}

/** Only what is loaded at once is known to come too early; with `require` version 11 is the first that minds. */
function isTooEarly(
  file: SpanFile,
  one: LoadedModule,
  before: TSESTree.Node,
  { modules }: RequireInitFirstOptions,
): boolean {
  if (!isInstrumentedModule(one.module, file.sdk.major, modules)) return false;
  const isBefore = one.statement.range[0] < before.range[0];
  const isHoisted = one.form === "import" && isModule(file);
  return isHoisted || (isBefore && (one.form === "import" || file.sdk.major >= 11));
}

/** Imports run first in an ES module; TypeScript turns those of a CommonJS file into `require` where they stand. */
function isModule({ path, moduleFormat }: SpanFile): boolean {
  if (/\.m[jt]s$/.test(path)) return true;
  return !/\.c[jt]s$/.test(path) && moduleFormat === "esm";
}

function hoistedProblems(
  file: SpanFile,
  loaded: readonly LoadedModule[],
  options: RequireInitFirstOptions,
): Problem[] {
  const call = nodesOf(file.program).find((node) => readInit(file, node)?.runtime === "server");
  if (call === undefined) return [];
  return loaded
    .filter((one) => isTooEarly(file, one, call, options))
    .map(({ statement, module }) => ({ node: statement, message: "hoisted", data: { module } }));
}

/** `initSentry()` at the top level, imported from a module of the project. */
function lateProblems(
  file: SpanFile,
  loaded: readonly LoadedModule[],
  options: RequireInitFirstOptions,
): Problem[] {
  return file.program.body.flatMap((statement): Problem[] => {
    const expression = statement.type === "ExpressionStatement" ? statement.expression : undefined;
    const call = expression?.type === "AwaitExpression" ? expression.argument : expression;
    if (call?.type !== "CallExpression" || call.callee.type !== "Identifier" || !START.test(call.callee.name))
      return [];
    if (findImport(file, call.callee.name)?.module.startsWith(".") !== true) return [];
    const early = loaded.find((one) => isTooEarly(file, one, call, options));
    return early === undefined ? [] : [{ node: call, message: "late", data: { module: early.module } }];
  });
}

function orderProblems(
  file: SpanFile,
  loaded: readonly LoadedModule[],
  options: RequireInitFirstOptions,
): Problem[] {
  const index = loaded.findIndex((one) => one.isBare && isInstrumentFile(one.module, options.instrumentFile));
  const own = loaded[index];
  const early = loaded.slice(0, Math.max(index, 0)).find((one) => isEarly(file, one, options));
  if (own === undefined || early === undefined) return [];
  const crossed = file.program.body.filter(
    ({ range }) => early.statement.range[0] <= range[0] && range[0] < own.statement.range[0],
  );
  const hasEffects = crossed.some(
    (statement) =>
      !statement.type.startsWith("Import") || loaded.some((one) => one.statement === statement && one.isBare),
  );
  return [
    {
      node: own.statement,
      message: "order",
      data: { module: early.module },
      repair: { ...moveBefore(file, own.statement, early.statement), message: "move" },
      isCertain: !hasEffects,
    },
  ];
}

function isInstrumentFile(module: string, name: string): boolean {
  if (!/^[.~@#]/.test(module) || module.startsWith("@sentry/")) return false;
  const base = baseName(module);
  return name === "" ? INSTRUMENT.test(base) : base === name;
}

function baseName(module: string): string {
  return module.slice(module.lastIndexOf("/") + 1).replace(/\.[cm]?[jt]s$/, "");
}

/** A package that is instrumented, or a module of the project, which may load one. */
function isEarly(
  file: SpanFile,
  { module, isBare }: LoadedModule,
  { modules }: RequireInitFirstOptions,
): boolean {
  if (module.startsWith(".")) return !isBare && !SETTINGS.test(baseName(module));
  return isInstrumentedModule(module, file.sdk.major, modules);
}

/** The statement goes with its line, and with the comment lines right above it. */
function moveBefore(file: SpanFile, statement: TSESTree.Node, target: TSESTree.Node): Repair {
  const { text } = file;
  const start = startWithComments(file, statement, target);
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(statement.range[1]));
  // Behind it on its line there may be a comment, which stays.
  const end = statement.range[1] + (lineEnd?.[0].length ?? 0);
  const moved = text.slice(start, statement.range[1]) + lineEndAt(text, target.range[0]);
  return repairOf([insertAt(target.range[0], moved), replaceRange([start, end], "")]);
}

function startWithComments(file: SpanFile, statement: TSESTree.Node, target: TSESTree.Node): number {
  let start = statement.range[0];
  for (const { range } of [...file.comments].reverse()) {
    if (range[0] < target.range[1]) break;
    const isAbove = /^\r?\n$/.test(file.text.slice(range[1], start));
    const isAlone = /(?:^|\n)[ \t]*$/.test(file.text.slice(0, range[0]));
    if (isAbove && isAlone) start = range[0];
  }
  return start;
}
