import type { SpanwrightConfig } from "../config.ts";
import { matchesPath } from "../paths.ts";

/**
 * Left out unless the user says otherwise: tests and stories (a span in them traces nothing that runs in production),
 * and code that other people or programs write.
 */
export const defaultExclude: readonly string[] = [
  "**/*.{test,spec,stories}.*",
  "**/__tests__/**",
  "**/__mocks__/**",
  "**/*.min.*",
  "**/vendor/**",
  "**/dist/**",
  "**/coverage/**",
  "**/.next/**",
];

/** Whether the config lets the tool look at a file, by its POSIX path from the root. */
export function isSelected(path: string, { include, exclude = [] }: SpanwrightConfig): boolean {
  if ([...defaultExclude, ...exclude].some((pattern) => matchesPath(path, pattern))) return false;
  return include === undefined || include.some((pattern) => matchesPath(path, pattern));
}
