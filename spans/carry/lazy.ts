import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";

/**
 * A result that would start, or be used up, only later: a query builder, a stream, an iterator. Only types can tell.
 *
 * @see facts/sentry.md 1.3: a span's callback runs a lazy thenable at once.
 */
export function isLazy(file: SpanFile, node: TSESTree.Expression): boolean {
  const kind = file.types?.kindOfValue(file.path, node.range);
  return kind === "thenable" || kind === "stream" || kind === "iterable" || kind === "async-iterable";
}
