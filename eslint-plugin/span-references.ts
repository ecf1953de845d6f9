import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, skipWrappersUp, type SpanFile } from "../spans/index.ts";
import { sdkFunctionOf } from "../spans/sdk-reference.ts";

export interface ReferenceOptions {
  /** Functions that end the span that they are given. */
  readonly endFunctions: readonly string[];
  /** A span that is handed to a function has an owner there. */
  readonly allowEscape: boolean;
}

/** What the code does with a span where it names it. */
export type SpanReference =
  /** `at`: the node at whose end it has happened; `node`: the call. */
  | { readonly kind: "end" | "use"; readonly node: TSESTree.Node; readonly at: TSESTree.Node }
  | { readonly kind: "neutral" | "escape" };

const NEUTRAL: SpanReference = { kind: "neutral" };
const ESCAPE: SpanReference = { kind: "escape" };

/** They look at a span, or make it active, and leave ending it to whoever has it. */
const BORROWING = new Set([
  "withActiveSpan",
  "setHttpStatus",
  "spanToTraceHeader",
  "spanToBaggageHeader",
  "spanToTraceContext",
  "spanToJSON",
  "spanIsSampled",
  "getRootSpan",
  "updateSpanName",
]);

const CHANGING = /^(?:setAttributes?|setStatus|updateName|addLinks?|addEvent|recordException)$/;

/** Tells ends and changes from what hands a span to someone else; anything unknown does. */
export function classifyReference(
  file: SpanFile,
  identifier: TSESTree.Identifier,
  { endFunctions, allowEscape }: ReferenceOptions,
): SpanReference {
  const outer = skipWrappersUp(identifier);
  const { parent } = outer;
  switch (parent?.type) {
    case "VariableDeclarator":
      return parent.id === identifier ? NEUTRAL : ESCAPE;
    case "MemberExpression":
      return parent.object === outer ? memberReference(parent) : ESCAPE;
    case "CallExpression": {
      // The function that `startSpanManual` gives for ending the span.
      if (parent.callee === outer) return { kind: "end", node: parent, at: parent };
      const name = keyName(parent.callee, false) ?? "";
      if (endFunctions.includes(name)) return { kind: "end", node: parent, at: parent };
      return BORROWING.has(sdkFunctionOf(file, parent) ?? "") || !allowEscape ? NEUTRAL : ESCAPE;
    }
    case "Property":
      return keyName(parent.key, parent.computed) === "parentSpan" && parent.value === outer
        ? NEUTRAL
        : ESCAPE;
    case "ExpressionStatement":
      return NEUTRAL;
    default:
      return ESCAPE;
  }
}

function memberReference(member: TSESTree.MemberExpression): SpanReference {
  const name = memberName(member) ?? "";
  const outer = skipWrappersUp(member);
  const call = outer.parent;
  const isCalled = call?.type === "CallExpression" && call.callee === outer;
  const isEnd = name === "end" || name === "finish";
  if (!isCalled) return isEnd ? ESCAPE : NEUTRAL;
  if (!isEnd && !CHANGING.test(name)) return NEUTRAL;
  // `span?.end()` skips the call only where there is no span to end.
  const chain = skipWrappersUp(call);
  return { kind: isEnd ? "end" : "use", node: call, at: member.optional ? chain : call };
}
