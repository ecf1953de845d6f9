import { keyName } from "../ast.ts";
import { readSpanCall, type SpanCall } from "../calls.ts";
import { defineCheck, type Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { readFlow } from "../flow.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { insertAt, repairOf } from "../repairs/replace.ts";
import { sentryCallee } from "../sentry.ts";
import { findEntryAround } from "../ticks/entry-around.ts";

export interface RequireEntryIsolationOptions {
  /** Further functions whose callbacks run by themselves: `bus.subscribe`. */
  readonly entries: readonly string[];
}

type Message = "shared" | "startNewTrace";

/**
 * Spans of timers, schedules, queues and sockets that begin no trace: from version 11 on, a root without one joins the trace of the
 * process, with its one sampling decision, for as long as the process lives.
 *
 * @see facts: sentry 1.5
 */
export const requireEntryIsolation = defineCheck<
  "require-entry-isolation",
  Message,
  RequireEntryIsolationOptions
>({
  name: "require-entry-isolation",
  messages: {
    shared:
      "'{{by}}' runs this with no trace around it, so every run joins one trace. Start it in 'startNewTrace', 'continueTrace' or 'withIsolationScope'.",
    startNewTrace: "Start it in a new trace.",
  },
  defaultOptions: { entries: [] },
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { entries }) {
    const call = readSpanCall(file, node);
    const entry = call === undefined || hasParent(call) ? undefined : findEntryAround(file, node, entries);
    if (call === undefined || entry === undefined) return [];
    const wrap = wrapInTrace(file, call);
    return [
      {
        node: call.node.callee,
        message: "shared",
        data: { by: entry.by },
        // Whoever else calls a named function may have a trace, which the new one would cut off.
        alternatives: wrap === undefined || !entry.isInline ? [] : [wrap],
      },
    ];
  },
});

/** It says whose child it is, or that it is no root. */
function hasParent({ options }: SpanCall): boolean {
  if (options === undefined) return true;
  return options.properties.some((property) => {
    if (property.type === "SpreadElement") return true;
    const key = keyName(property.key, property.computed);
    const isNull = property.value.type === "Literal" && property.value.value === null;
    return key === "onlyIfParent" || key === "scope" || (key === "parentSpan" && !isNull);
  });
}

function wrapInTrace(file: SpanFile, { node, callback }: SpanCall): Suggestion<Message> | undefined {
  const callee = sentryCallee(file, node, "startNewTrace");
  const flow = readFlow(node);
  if (typeof callee === "string" || flow.awaits || flow.yields || callback?.generator === true)
    return undefined;
  const [start, end] = node.range;
  const edits = [
    insertAt(start, `${callee.text}(() => `),
    { range: [end, end], text: ")", side: "close" } as const,
  ];
  return { ...repairOf(edits, callee.needs), message: "startNewTrace" };
}
