import type { CheckName } from "../spans/check-name.ts";

/** All rules: one for each check, and those that need more of ESLint than a check sees. */
export type RuleName =
  CheckName | "no-span-around-generator" | "no-use-after-span-end" | "require-span" | "require-span-end";
