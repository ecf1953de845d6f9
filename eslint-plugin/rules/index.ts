import { noSpanAroundGenerator } from "./no-span-around-generator.ts";
import { requireSpan } from "./require-span.ts";
import { validSpanStatus } from "./valid-span-status.ts";

/** All rules by name. */
export const rules = {
  "no-span-around-generator": noSpanAroundGenerator,
  "require-span": requireSpan,
  "valid-span-status": validSpanStatus,
} as const;
