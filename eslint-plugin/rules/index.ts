import { noSpanAroundGenerator } from "./no-span-around-generator.ts";
import { requireFlushBeforeExit } from "./require-flush-before-exit.ts";
import { requireSpan } from "./require-span.ts";
import { validSpanStatus } from "./valid-span-status.ts";

/** All rules by name. */
export const rules = {
  "no-span-around-generator": noSpanAroundGenerator,
  "require-flush-before-exit": requireFlushBeforeExit,
  "require-span": requireSpan,
  "valid-span-status": validSpanStatus,
} as const;
