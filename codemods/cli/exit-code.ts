import type { Report } from "../report/report.ts";

/** 0 nothing left to do, 1 findings, 2 wrong usage or config, 3 a file failed. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The exit code of a finished run, as the contract has it. */
export function exitCodeOf(command: "plan" | "apply" | "check", { totals, todos = [] }: Report): ExitCode {
  if (totals.filesFailed > 0) return 3;
  if (command === "apply") return totals.rolledBack > 0 ? 1 : 0;
  return totals.changed > 0 || todos.length > 0 ? 1 : 0;
}
