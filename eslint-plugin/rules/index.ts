import { noFullSampling } from "./no-full-sampling.ts";
import { noSpanAroundGenerator } from "./no-span-around-generator.ts";
import { requireFlushBeforeExit } from "./require-flush-before-exit.ts";
import { requireSpanErrorStatus } from "./require-span-error-status.ts";
import { requireSpan } from "./require-span.ts";
import { validInitOptions } from "./valid-init-options.ts";
import { validSpanStatus } from "./valid-span-status.ts";
import { validTracesSampler } from "./valid-traces-sampler.ts";

/** All rules by name. */
export const rules = {
  "no-full-sampling": noFullSampling,
  "no-span-around-generator": noSpanAroundGenerator,
  "require-flush-before-exit": requireFlushBeforeExit,
  "require-span": requireSpan,
  "require-span-error-status": requireSpanErrorStatus,
  "valid-init-options": validInitOptions,
  "valid-span-status": validSpanStatus,
  "valid-traces-sampler": validTracesSampler,
} as const;
