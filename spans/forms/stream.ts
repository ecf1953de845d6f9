import { functionName, isFunction, type FunctionNode } from "../ast.ts";
import { literalProperty, readHelperCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import { readFlow } from "../flow.ts";
import { returnedValues } from "../function/result.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import { helperCallee, type CalleeReference } from "../sentry.ts";
import type { SpanOptions } from "../options.ts";
import { wrapOperand } from "./operand.ts";

/** What a span around a stream is made of. */
export interface StreamWrap {
  readonly options: SpanOptions;
  /** The last argument of the helper: what watches the values, with its imports. */
  readonly watch?: CalleeReference | undefined;
}

export type StreamHelper = "traceAsyncGenerator" | "traceGenerator" | "traceReadableStream";

/**
 * Wraps the stream that a function returns: `return open(o)` becomes `return traceAsyncGenerator({ … }, () => open(o), watch)`. What
 * the function does before stays where it is.
 */
export function wrapReturnedStream(
  file: SpanFile,
  node: FunctionNode,
  helper: StreamHelper,
  { options, watch }: StreamWrap,
): SpanPlan | Skip {
  const returned = returnedValues(node);
  const [stream] = returned;
  // An awaited stream would make the callback async, and a helper that is given a promise has nothing to iterate over.
  if (stream === undefined || returned.length > 1 || readFlow(stream).awaits)
    return skip("stream-not-at-hand", functionName(node));
  const callee = helperCallee(file, stream, helper);
  if (typeof callee === "string") return skip(callee);
  return wrapOperand(file, stream, {
    options,
    callee: { text: callee.text, needs: [...callee.needs, ...(watch?.needs ?? [])] },
    trailing: watch === undefined ? [] : [watch.text],
  });
}

/** The span of the stream helper that a function returns: the public half of a generator, or a stream that is traced already. */
export function readTracedStream(
  file: SpanFile,
  node: FunctionNode,
): { readonly name: string | undefined; readonly op: string | undefined } | undefined {
  const [only, ...others] = returnedValues(node);
  if (others.length > 0 || only?.type !== "CallExpression") return undefined;
  const helper = readHelperCall(file, only);
  const isStream =
    helper === "traceAsyncGenerator" || helper === "traceGenerator" || helper === "traceReadableStream";
  const [options, callback] = only.arguments;
  if (!isStream || options?.type !== "ObjectExpression" || !isFunction(callback)) return undefined;
  return { name: literalProperty(options, "name"), op: literalProperty(options, "op") };
}
