import { relative, resolve, sep } from "node:path";
import type { API, FileInfo, Options } from "jscodeshift";
import { applyEdits, createGate, skipText, type CodemodName, type Gate } from "../../spans/index.ts";
import { isSelected } from "../../spans/project/selection.ts";
import { createProjectContext, type ProjectContext } from "../engine/project-context.ts";
import { openFile, planText } from "../engine/plan-project.ts";
import { verifiedEdits, verifyFile, type VerifiedFile } from "../engine/verify-file.ts";
import { readProject } from "./read-project.ts";
import { writeHelpers } from "./write-helpers.ts";

/** What the stock jscodeshift runs; the text that it returns is the text that it writes. */
export type Transform = (file: FileInfo, api: API, options: Options) => string | undefined;

interface Run {
  readonly context: ProjectContext;
  /** `undefined`: the config gives this codemod nothing to look for. */
  readonly gate: Gate | undefined;
}

/**
 * A codemod as a jscodeshift transform. jscodeshift finds the files, spreads them over workers and writes what is returned; its parser
 * and its printer are never asked, because recast changes code that no one meant to change.
 *
 * Options besides jscodeshift's own: `--config=<path>` of the spanwright config, from the working directory.
 *
 * @returns the transform: the new text, or `undefined` for a file that stays as it is.
 * @throws Error in the transform when the config is not valid; jscodeshift reports it for each file.
 */
export function createTransform(codemod: CodemodName): Transform {
  const runs = new Map<string, Run>();
  const runOf = (filename: string, configPath: unknown): Run => {
    const { root, config } = readProject(
      filename,
      process.cwd(),
      typeof configPath === "string" ? configPath : undefined,
    );
    const known = runs.get(root) ?? {
      context: createProjectContext(root, config, undefined),
      gate: createGate(config, [codemod]),
    };
    runs.set(root, known);
    return known;
  };

  return ({ path: given, source }, { report, stats }, { config, dry, verbose }) => {
    const filename = resolve(given);
    const { context, gate } = runOf(filename, config);
    if (gate === undefined) return undefined;
    const path = relative(context.root, filename).split(sep).join("/");
    if (!isSelected(path, context.config)) return undefined;
    const planned = planText(context, path, source, gate, [codemod]);
    if (planned === undefined) return undefined;
    // jscodeshift decodes bytes as they come: what was no UTF-8 would not be written back as it was.
    if (source.includes("\uFFFD")) {
      report("left alone: not-utf8");
      return undefined;
    }
    if (planned.kind === "skipped") {
      report(`left alone: ${planned.reason}${planned.detail === undefined ? "" : ` (${planned.detail})`}`);
      return undefined;
    }
    const file = verifyFile(path, planned.plan, reopener(context, path), [codemod]);
    for (const line of describe(file, Number(verbose ?? 0) > 0)) report(line);
    stats("sites changed", file.kept.length);
    stats("sites left alone", file.plan.sites.length - file.kept.length);
    if (file.kept.length === 0) return undefined;
    if (dry !== true) writeHelpers(context.root, file);
    return applyEdits(source, verifiedEdits(file));
  };
}

function reopener(context: ProjectContext, path: string): Parameters<typeof verifyFile>[2] {
  return (text) => {
    const opened = openFile(context, path, text);
    return opened.kind === "opened" ? opened.file : undefined;
  };
}

/** Sites that were taken out again are always told; those that were never meant to change only on `--verbose`. */
function describe({ plan, rolledBack }: VerifiedFile, all: boolean): string[] {
  const lineOf = (offset: number): number => plan.file.text.slice(0, offset).split("\n").length;
  return plan.sites.flatMap(({ site, outcome }) => {
    const place = `line ${lineOf(site.node.range[0])}: ${site.kind}`;
    if (outcome.kind === "skip")
      return all ? [`${place}: ${outcome.reason}: ${skipText[outcome.reason].title}`] : [];
    const rolled = rolledBack.find((one) => one.plan === outcome);
    return rolled === undefined ? [] : [`${place}: rolled back: ${rolled.reason} (${rolled.detail})`];
  });
}
