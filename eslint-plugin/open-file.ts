import { resolve } from "node:path";
import type { TSESLint } from "@typescript-eslint/utils";
import type { SpanFile, SpanwrightConfig } from "../spans/index.ts";
import type { FileFacts } from "../spans/project/file-facts.ts";
import { findProject, pathFrom, type InvalidConfig, type Project } from "./project.ts";
import { readSettings } from "./settings.ts";

/** The linted file as the model sees it. */
export type OpenedFile =
  | {
      readonly kind: "opened";
      readonly file: SpanFile;
      /** Absolute path of the folder that `file.path` begins in. */
      readonly root: string;
      /** The file's package has a Sentry SDK, or the config names one; without, `file.sdk` is a guess. */
      readonly hasSdk: boolean;
    }
  | InvalidConfig
  /** The text gate, or the file's place, says that there is nothing to see. */
  | { readonly kind: "closed" };

/** Tells from a text whether a rule has anything to see; a pattern is one. */
export interface TextGate {
  test(text: string): boolean;
}

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/**
 * Opens the linted file for a rule. All rules share one view of a file, as its parts are worked out only when they are asked for.
 *
 * @param gate - tells whether the text can matter; `undefined` when none can.
 */
export function openFile(
  context: Context,
  gate: (config: SpanwrightConfig) => TextGate | undefined,
): OpenedFile {
  const settings = readSettings(context.settings);
  if (settings.kind === "invalid-config") return settings;
  const filename = resolve(context.cwd, context.filename);
  const configPath = settings.config === undefined ? undefined : resolve(context.cwd, settings.config);
  const project = findProject(filename, context.cwd, configPath);
  if (project.kind === "invalid-config") return project;
  if (gate(project.config)?.test(context.sourceCode.text) !== true) return { kind: "closed" };
  const { ast } = context.sourceCode;
  const known = opened.get(ast) ?? viewOf(context, project, filename);
  opened.set(ast, known);
  return known;
}

const opened = new WeakMap<object, OpenedFile>();

function viewOf(
  { sourceCode }: Context,
  { root, facts }: Extract<Project, { kind: "project" }>,
  filename: string,
): OpenedFile {
  const path = pathFrom(root, filename);
  const own = facts.factsOf(path);
  const file = spanFileOf(sourceCode, own ?? facts.fallbackFactsOf(path));
  return file === undefined ? { kind: "closed" } : { kind: "opened", file, root, hasSdk: own !== undefined };
}

/** ESLint leaves the byte order mark out of the text and of every range, so edits fit its fixes as they are. */
function spanFileOf(sourceCode: Readonly<TSESLint.SourceCode>, facts: FileFacts): SpanFile | undefined {
  const { ast, text, scopeManager } = sourceCode;
  if (scopeManager === null) return undefined;
  return { ...facts, text, program: ast, comments: sourceCode.getAllComments(), scopes: scopeManager };
}
