import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction } from "../ast.ts";
import { readSpanCall } from "../calls.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";
import { insertAt, repairOf } from "../repairs/replace.ts";
import { readEndCall } from "../span-end.ts";
import { readSpanValue } from "../span-value.ts";
import { pointEdit, statusCall, withLineEnds } from "../status.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { alwaysThrows, setsStatus } from "../swallow.ts";

type Message = "lost" | "addCatch";

/**
 * `try { … } finally { span.end() }` around the work of a span that the code ends itself: `end()` runs before anyone can set the error
 * status, so the span is sent as ok.
 *
 * @see facts: sentry 1.1 and 2, row 19
 */
export const noManualSpanStatusLoss = defineCheck<"no-manual-span-status-loss", Message>({
  name: "no-manual-span-status-loss",
  codemod: "set-status",
  messages: {
    lost: "'{{name}}.end()' runs before the error sets a status, so the span is sent as ok. Set it in a catch.",
    addCatch: "Set the status in a catch.",
  },
  defaultOptions: {},
  anchors: () => ["startSpanManual", "startInactiveSpan"],
  nodeTypes: ["TryStatement"],
  detect(node, file) {
    if (node.type !== "TryStatement" || node.finalizer === null) return [];
    const span = endedIn(file, node.finalizer);
    if (span === undefined || isOwnedElsewhere(file, node, span)) return [];
    if (
      setsStatus(node.finalizer, file.config) ||
      (setsStatus(node.block, file.config) && node.handler !== null)
    )
      return [];
    const { handler } = node;
    // What a catch swallows is `require-span-error-status`'s to say, and every catch of an inactive span.
    if (
      handler !== null &&
      (span.origin === "inactive" || !alwaysThrows(handler.body) || setsStatus(handler.body, file.config))
    )
      return [];
    return [problemOf(file, node, span.name)];
  },
});

interface EndedSpan {
  readonly name: string;
  readonly origin: "callback-parameter" | "inactive";
}

function endedIn(file: SpanFile, finalizer: TSESTree.BlockStatement): EndedSpan | undefined {
  let found: EndedSpan | undefined;
  walkOwn(finalizer, (inner) => {
    const identifier = readEndCall(inner);
    const origin = identifier === undefined ? undefined : readSpanValue(file, identifier);
    if (identifier !== undefined && (origin === "callback-parameter" || origin === "inactive"))
      found = { name: identifier.name, origin };
  });
  return found;
}

/** Another function than the one that started the span: it may set the status before. `startSpan` has set it by itself. */
function isOwnedElsewhere(file: SpanFile, node: TSESTree.TryStatement, { origin }: EndedSpan): boolean {
  if (origin === "inactive") return false;
  const owner = findEnclosingFunction(node);
  const call = owner?.parent === undefined ? undefined : readSpanCall(file, owner.parent);
  return call?.api !== "startSpanManual" || call.callback !== owner;
}

function problemOf(file: SpanFile, node: TSESTree.TryStatement, name: string): SpanProblem<Message> {
  const call = statusCall(file, name);
  const edit =
    node.handler === null
      ? catchEdit(file, node, call)
      : withLineEnds(file, pointEdit(file, { block: node.handler.body, after: undefined }, call));
  return {
    node,
    message: "lost",
    data: { name },
    repair: { ...repairOf([edit]), message: "addCatch" },
  };
}

/** `catch (error) { span.setStatus(…); throw error; }` between the block and its `finally`. */
function catchEdit(file: SpanFile, { block }: TSESTree.TryStatement, call: string): PlannedEdit {
  const { semicolons, unit } = styleOf(file);
  const mark = semicolons ? ";" : "";
  const indent = lineIndent(file.text, block.range[1] - 1);
  const line = `${lineEndAt(file.text, block.range[1])}${indent}`;
  const inner = `${line}${unit}`;
  return insertAt(block.range[1], ` catch (error) {${inner}${call}${mark}${inner}throw error${mark}${line}}`);
}
