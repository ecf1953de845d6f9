import {
  clientHelperPath,
  firstCandidate,
  helperNames,
  unwrapFile,
  withoutExtension,
  type SpanFile,
} from "../../spans/index.ts";
import { findOrphanedHelpers } from "../engine/helper-modules.ts";
import { loadTypeFacts } from "../engine/load-type-facts.ts";
import { openFile } from "../engine/plan-project.ts";
import { createProjectContext, type ProjectContext } from "../engine/project-context.ts";
import { readSourceSync } from "../engine/read.ts";
import { writeWithJournal } from "../engine/journal.ts";
import type { FileWrite } from "../engine/write.ts";
import { renderDiff } from "../report/diff.ts";
import { createReport } from "../report/report.ts";
import { toolName } from "../version.ts";
import type { CliArguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import { openProject } from "./open-project.ts";
import { refuseDirty } from "./refuse-dirty.ts";
import { writeJson } from "./write-json.ts";
import type { CliEnvironment } from "./run-cli.ts";

/** Words of which a file has one if there is something to take out. */
const GATE = new RegExp(`\\b(?:startSpan|_sentry|${helperNames.join("|")})`);

interface Instrumented {
  readonly path: string;
  readonly text: string;
  readonly file: SpanFile;
}

/** `spanwright unwrap`: takes out what the tool put in, and the helper module when nobody needs it any more. */
export async function unwrapCommand(args: CliArguments, environment: CliEnvironment): Promise<ExitCode> {
  const { cwd, output } = environment;
  const project = await openProject({ ...args, types: "off" }, environment);
  if (project === undefined) return 2;
  const files = findInstrumented(project.context, project.paths);
  const context = args.types === "off" ? project.context : await withTypes(project.context, files);
  const writes: FileWrite[] = [];
  let removed = 0;
  let kept = 0;
  for (const { path, text, file } of files) {
    const result = unwrapFile(file, {
      only: args.only,
      all: args.all,
      reopen: (other) => open(context, path, other),
    });
    removed += result.removed;
    kept += result.kept;
    if (result.text !== text) writes.push({ path, expected: text, text: result.text });
  }
  writes.push(...findOrphanedHelpers(context, project.paths, writes));
  if (args.diff && args.json !== true) {
    for (const { path, expected, text } of writes) {
      output.data(renderDiff(path, expected, text, { color: output.color, context: 3 }));
    }
  }
  const refusal = args.allowDirty
    ? undefined
    : await refuseDirty(
        cwd,
        writes.map(({ path }) => path),
      );
  if (refusal !== undefined) {
    output.talk(refusal);
    return 2;
  }
  const written = writeWithJournal(cwd, writes, { tool: toolName, command: "unwrap" });
  if (written.kind !== "written") {
    output.talk(`spanwright: nothing was changed: ${written.path}: ${written.kind}.`);
    return 3;
  }
  const left = kept > 0 ? `left ${kept} that this version would not write the same way` : "";
  if (!args.quiet)
    output.talk(
      `Took out ${removed} spans and carriers in ${writes.length} files${left === "" ? "" : `; ${left}`}.`,
    );
  const changed = new Set(writes.map(({ path }) => path));
  const unchanged = files.flatMap(({ path }) => (changed.has(path) ? [] : [path]));
  writeJson(
    args,
    environment,
    createReport({
      tool: toolName,
      command: "unwrap",
      sdk: context.sdkLabel,
      notes: left === "" ? [] : [left],
      files: [
        ...[...changed].map((path) => ({ path, outcome: "changed", sites: [] }) as const),
        ...unchanged.map((path) => ({ path, outcome: "unchanged", sites: [] }) as const),
      ],
    }),
  );
  return 0;
}

function findInstrumented(context: ProjectContext, paths: readonly string[]): Instrumented[] {
  const { wrapper } = context.config;
  return paths.flatMap((path) => {
    const read = readSourceSync(context.root, path);
    // The helper module's own calls are no sites; it goes as a whole, when nobody imports it any more.
    if (read.kind !== "text" || isHelperModule(context, path)) return [];
    if (!GATE.test(read.text) && !(wrapper !== undefined && read.text.includes(wrapper.name))) return [];
    const file = open(context, path, read.text);
    return file === undefined ? [] : [{ path, text: read.text, file }];
  });
}

function isHelperModule(context: ProjectContext, path: string): boolean {
  const helpers = context.contextOf(path)?.helpers.path;
  const module = withoutExtension(path);
  return helpers !== undefined && (module === helpers || module === clientHelperPath(helpers));
}

/** The context with type facts about the texts that would come out: planning them again must see what the first planning saw. */
async function withTypes(context: ProjectContext, files: readonly Instrumented[]): Promise<ProjectContext> {
  const texts = new Map<string, string>();
  for (const { path, file } of files) {
    const candidate = firstCandidate(file);
    if (candidate !== undefined) texts.set(path, candidate);
  }
  const facts = await loadTypeFacts(context.root, { files: [...texts.keys()], texts });
  const typed = createProjectContext(context.root, context.config, facts);
  return { ...typed, typedText: (path) => texts.get(path) };
}

function open(context: ProjectContext, path: string, text: string): SpanFile | undefined {
  const opened = openFile(context, path, text, { types: context.typedText?.(path) === text });
  return opened.kind === "opened" ? opened.file : undefined;
}
