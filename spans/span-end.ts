import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "./ast.ts";
import type { SpanCall } from "./calls.ts";
import { walkOwn } from "./flow.ts";

/** Methods that end a span; `finish` is the name that version 7 had. */
const END_METHODS: readonly (string | undefined)[] = ["end", "finish"];

/** The identifier of the span that a call ends: `span.end()`, `span?.finish()`. */
export function readEndCall(node: TSESTree.Node): TSESTree.Identifier | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = skipWrappers(node.callee);
  if (callee.type !== "MemberExpression" || !END_METHODS.includes(memberName(callee))) return undefined;
  const object = skipWrappers(callee.object);
  return object.type === "Identifier" ? object : undefined;
}

/** The parameters of a manual span's callback: the span, and the function that ends it. */
function manualParameters({ api, callback }: SpanCall): {
  readonly span: string | undefined;
  readonly finish: string | undefined;
} {
  const [span, finish] = api === "startSpanManual" ? (callback?.params ?? []) : [];
  return {
    span: span?.type === "Identifier" ? span.name : undefined,
    finish: finish?.type === "Identifier" ? finish.name : undefined,
  };
}

/** A manual span has been ended somewhere before a node of its callback. */
export function endsBefore(call: SpanCall, node: TSESTree.Node): boolean {
  const { callback } = call;
  const { span, finish } = manualParameters(call);
  if (callback === undefined || (span === undefined && finish === undefined)) return false;
  let found = false;
  walkOwn(callback.body, (one) => {
    if (one.range[1] > node.range[0]) return;
    const ended = readEndCall(one)?.name;
    if (ended !== undefined && ended === span) found = true;
    if (one.type === "CallExpression" && one.callee.type === "Identifier" && one.callee.name === finish)
      found = true;
  });
  return found;
}
