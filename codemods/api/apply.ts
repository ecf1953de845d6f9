import { resolve } from "node:path";
import { refuseDirty } from "../cli/refuse-dirty.ts";
import type { RunResult } from "../engine/run.ts";
import { writeWithJournal } from "../engine/journal.ts";
import type { WriteResult } from "../engine/write.ts";
import { toolName } from "../version.ts";
import { UsageError, type ApplyOptions } from "./options.ts";
import { run } from "./plan.ts";

export interface ApplyResult extends RunResult {
  /** `written`, or why every file is as it was. */
  readonly written: WriteResult;
}

/**
 * Plans and changes the files: all of them, or none.
 *
 * @param root - folder that paths are relative to; nothing outside it is touched.
 * @throws UsageError as `plan` does, and when a file has uncommitted changes and `allowDirty` is not set.
 */
export async function apply(root: string, options: ApplyOptions = {}): Promise<ApplyResult> {
  const result = await run(root, "apply", options);
  const paths = result.changes.map(({ path }) => path);
  const refusal = options.allowDirty === true ? undefined : await refuseDirty(resolve(root), paths);
  if (refusal !== undefined) throw new UsageError(refusal);
  const writes = result.changes.map(({ path, before, after }) => ({ path, expected: before, text: after }));
  const written = writeWithJournal(resolve(root), writes, { tool: toolName, command: "apply" });
  return { ...result, written };
}
