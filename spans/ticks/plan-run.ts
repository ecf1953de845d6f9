import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { toGroup } from "../forms/wrap.ts";
import { refuseCall, useOf } from "../function/call-use.ts";
import { printOptions, type SpanOptions } from "../options.ts";
import { skip, type Outcome } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import type { TickCallSite, TickReferenceSite } from "../site.ts";
import { lineIndent, styleOf } from "../style.ts";
import { isBegun } from "./begun.ts";
import { runnerOf, runsOnTimer } from "./detect-run.ts";
import { boundFunction } from "./entries.ts";
import { jobAround } from "./message.ts";
import { referenceName, tickOptions } from "./options.ts";
import { hasBodySpan, hasKnownResult } from "./plan-function.ts";

/**
 * A call in the callback of a timer, or in an endless loop. Where the function is defined in this file and has its span there, the
 * call only begins a trace; else it has the span as well.
 */
export function planCall(site: TickCallSite, file: SpanFile): Outcome {
  const { node, entry } = site;
  if (isBegun(file, node)) return { kind: "already" };
  const isBare = runsOnTimer(file, site) && hasBodySpan(file, entry);
  // Without a span nothing looks at the result, so it may be of any kind.
  const reason = refuseCall(file, node, isBare || hasKnownResult(file, entry) ? "promise" : useOf(node));
  if (reason !== undefined) return skip(reason);
  if (isBare) {
    const callee = helperCallee(file, node, "runTick");
    return typeof callee === "string" ? skip(callee) : wrapOperand(file, node, { callee });
  }
  const runner = runnerOf(file, site);
  const queue = runner !== "loop" && runner?.kind === "queue" ? runner : undefined;
  const options = tickOptions(file, entry, node, node, referenceName(file, node.callee), queue);
  if ("kind" in options) return options;
  const job = queue === undefined ? undefined : (entry.message ?? jobAround(node, queue.node));
  if (job === "unreadable") return skip("message-not-found", options.name);
  const callee = helperCallee(file, node, job === undefined ? "startTick" : "startJob");
  if (typeof callee === "string") return skip(callee);
  return wrapOperand(file, node, { callee, options, leading: job === undefined ? [] : [job] });
}

/** `setInterval(poll, 1000)` becomes `setInterval(asTick(poll), 1000)`: evaluated where it was, called with what it was called with. */
export function planReference(site: TickReferenceSite, file: SpanFile): Outcome {
  const { node, entry } = site;
  if (isBegun(file, node)) return { kind: "already" };
  const isTimer = runsOnTimer(file, site);
  const runner = runnerOf(file, site);
  const name = referenceName(file, boundFunction(node) ?? node);
  const options =
    isTimer && hasBodySpan(file, entry)
      ? undefined
      : tickOptions(file, entry, node, node, name, runner === "loop" ? undefined : runner);
  if (options !== undefined && "kind" in options) return options;
  const callee = helperCallee(file, node, isTimer ? "asTick" : "asJob");
  if (typeof callee === "string") return skip(callee);
  const [start, end] = node.range;
  return {
    kind: "plan",
    decision: "wrap",
    name: options?.name,
    op: options?.op,
    needs: callee.needs,
    group: toGroup(file, node, {
      edits: [
        { range: [start, start], text: `${callee.text}(`, side: "open" },
        { range: [end, end], text: `${tailOf(file, site, callee.text, options)})`, side: "close" },
      ],
    }),
  };
}

/** `, { name: "…", op: "…" }` behind the function, over several lines where the line gets too long. */
function tailOf(
  file: SpanFile,
  { node }: TickReferenceSite,
  callee: string,
  options: SpanOptions | undefined,
): string {
  if (options === undefined) return "";
  const style = styleOf(file);
  const lineStart = file.text.lastIndexOf("\n", node.range[0] - 1) + 1;
  const rest = /\r?\n|$/.exec(file.text.slice(node.range[1]))?.index ?? 0;
  const room = style.width - (node.range[1] - lineStart) - callee.length - "(, )".length - rest;
  return `, ${printOptions(options, style, lineIndent(file.text, node.range[0]), room)}`;
}
