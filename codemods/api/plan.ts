import { resolve } from "node:path";
import { openProject } from "../cli/open-project.ts";
import type { Output } from "../cli/output.ts";
import { runPlan, type RunResult } from "../engine/run.ts";
import { toolName } from "../version.ts";
import { toArguments, UsageError, type RunOptions } from "./options.ts";

/**
 * Works out what would change, checked as `apply` checks it; writes nothing.
 *
 * @param root - folder that paths are relative to; nothing outside it is looked at.
 * @returns the report, and each changed file's text before and after.
 * @throws UsageError when the config is not valid, or a path is not there.
 */
export function plan(root: string, options: RunOptions = {}): Promise<RunResult> {
  return run(root, "plan", options);
}

export async function run(root: string, command: "plan" | "apply", options: RunOptions): Promise<RunResult> {
  const said: string[] = [];
  const output: Output = { data: () => {}, talk: (text) => void said.push(text), color: false, isTty: false };
  const args = toArguments(command, options);
  const project = await openProject(args, { cwd: resolve(root), output });
  if (project === undefined) throw new UsageError(said.join("\n"));
  const { only, targetTypescript } = args;
  return runPlan(project.context, project.paths, {
    command,
    only,
    types: project.types,
    targetTypescript,
    tool: toolName,
  });
}
