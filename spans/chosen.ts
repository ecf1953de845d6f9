import type { SpanwrightConfig } from "./config.ts";
import type { CodemodName } from "./site.ts";

/** They change more than spans, or much at once, so they run only when they are asked for. */
export const onRequest: readonly CodemodName[] = ["wrap-handlers", "add-init"];

/**
 * Whether a run has a codemod.
 *
 * @param only - what the run is limited to; `undefined`: all that need no asking, and those that the config asks for.
 */
export function isChosen(
  codemod: CodemodName,
  { codemods = [] }: SpanwrightConfig,
  only: readonly CodemodName[] | undefined,
): boolean {
  if (only !== undefined) return only.includes(codemod);
  return !onRequest.includes(codemod) || codemods.some((name) => name === codemod);
}
