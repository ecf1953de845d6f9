import type { Check } from "../check.ts";
import type { CodemodName } from "../site.ts";
import { requireFlushBeforeExit } from "./require-flush-before-exit.ts";
import { validSpanStatus } from "./valid-span-status.ts";
import { noFullSampling } from "./no-full-sampling.ts";
import { validInitOptions } from "./valid-init-options.ts";
import { validTracesSampler } from "./valid-traces-sampler.ts";
import { requireSpanErrorStatus } from "./require-span-error-status.ts";

/** All checks, in the order in which overlapping repairs win. */
export const checks = [
  validSpanStatus,
  requireFlushBeforeExit,
  noFullSampling,
  validInitOptions,
  validTracesSampler,
  requireSpanErrorStatus,
] as readonly unknown[] as readonly Check[];

/** Those whose repairs a codemod applies. */
export const repairedChecks = checks.flatMap((check) =>
  check.codemod === undefined ? [] : [check as Check & { readonly codemod: CodemodName }],
);
