import type { Check } from "../check.ts";
import type { CodemodName } from "../site.ts";
import { requireFlushBeforeExit } from "./require-flush-before-exit.ts";
import { validSpanStatus } from "./valid-span-status.ts";

/** All checks, in the order in which overlapping repairs win. */
export const checks = [validSpanStatus, requireFlushBeforeExit] as readonly unknown[] as readonly Check[];

/** Those whose repairs a codemod applies. */
export const repairedChecks = checks.flatMap((check) =>
  check.codemod === undefined ? [] : [check as Check & { readonly codemod: CodemodName }],
);
