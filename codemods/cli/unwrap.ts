import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { unwrapFile, type SpanFile } from "../../spans/index.ts";
import { openFile } from "../engine/plan-project.ts";
import type { ProjectContext } from "../engine/project-context.ts";
import { readSourceSync } from "../engine/read.ts";
import { writeAtomic, type FileWrite } from "../engine/write.ts";
import { parseHelperModule } from "../helpers/index.ts";
import { renderDiff } from "../report/diff.ts";
import type { CliArguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import { refuseDirty } from "./refuse-dirty.ts";
import { openProject } from "./open-project.ts";
import type { CliEnvironment } from "./run-cli.ts";

/** Words of which a file has one if there is something to take out. */
const GATE =
  /\b(?:startSpan|_sentry|sentry-tracing|with(?:Trace|Incoming)|trace(?:Async|Generator|Readable))/;

/** `spanwright unwrap`: takes out what the tool put in, and the helper module when nobody needs it any more. */
export async function unwrapCommand(args: CliArguments, environment: CliEnvironment): Promise<ExitCode> {
  const { cwd, output } = environment;
  const project = await openProject({ ...args, types: "off" }, environment);
  if (project === undefined) return 2;
  const writes: FileWrite[] = [];
  let removed = 0;
  let kept = 0;
  for (const path of project.paths) {
    const read = readSourceSync(cwd, path);
    if (read.kind !== "text" || !(GATE.test(read.text) || mentionsWrapper(project.context, read.text)))
      continue;
    const open = (text: string): SpanFile | undefined => {
      const opened = openFile(project.context, path, text, { types: text === read.text });
      return opened.kind === "opened" ? opened.file : undefined;
    };
    const file = open(read.text);
    if (file === undefined) continue;
    const result = unwrapFile(file, { only: args.only, all: args.all, reopen: open });
    removed += result.removed;
    kept += result.kept;
    if (result.text !== read.text) writes.push({ path, expected: read.text, text: result.text });
  }
  writes.push(...orphanedHelpers(project.context, project.paths, writes));
  if (args.diff)
    for (const { path, expected, text } of writes)
      output.data(renderDiff(path, expected ?? "", text ?? "", { color: output.color, context: 3 }));
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
  const written = writeAtomic(cwd, writes);
  if (written.kind !== "written") {
    output.talk(`spanwright: nothing was changed: ${written.path}: ${written.kind}.`);
    return 3;
  }
  output.talk(
    `Took out ${removed} spans and carriers in ${writes.length} files${kept > 0 ? `; left ${kept} that this version would not write the same way` : ""}.`,
  );
  return 0;
}

function mentionsWrapper({ config }: ProjectContext, text: string): boolean {
  return config.wrapper !== undefined && text.includes(config.wrapper.name);
}

/** Helper modules that are as they were written and that no file imports after the run. */
function orphanedHelpers(
  context: ProjectContext,
  paths: readonly string[],
  writes: readonly FileWrite[],
): FileWrite[] {
  const modules = new Map<string, string>();
  for (const path of paths) {
    const helpers = context.contextOf(path)?.helpers.path;
    for (const extension of [".ts", ".js", ".mjs", ".cjs"]) {
      if (helpers !== undefined && existsSync(join(context.root, helpers + extension)))
        modules.set(helpers + extension, helpers);
    }
  }
  return [...modules].flatMap(([file, module]) => {
    const text = readFileSync(join(context.root, file), "utf8");
    if (parseHelperModule(text) === undefined) return [];
    const name = module.slice(module.lastIndexOf("/") + 1);
    const isUsed = paths.some((path) => {
      if (path === file) return false;
      const write = writes.find((one) => one.path === path);
      const current =
        write === undefined
          ? readSourceSync(context.root, path)
          : { kind: "text" as const, text: write.text ?? "" };
      return current.kind === "text" && new RegExp(`["'/]${name}(?:\\.[cm]?[jt]s)?["']`).test(current.text);
    });
    return isUsed ? [] : [{ path: file, expected: text, text: null }];
  });
}
