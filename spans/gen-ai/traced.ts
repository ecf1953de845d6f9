import { keyName, memberName, type FunctionNode } from "../ast.ts";
import { readSpanCall, type SpanCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import { walk } from "../walk.ts";

/** A span with a `gen_ai.*` op that someone wrote into a function: a second one would count the same tokens twice. */
export function findModelSpan(file: SpanFile, node: FunctionNode): SpanCall | undefined {
  let found: SpanCall | undefined;
  walk(node.body, (inner) => {
    const call = readSpanCall(file, inner);
    if (call?.op?.startsWith("gen_ai.") === true) found ??= call;
  });
  return found;
}

/** Whether a method calls the one it overrides. */
export function callsSuper(node: FunctionNode): boolean {
  const { parent } = node;
  if (parent?.type !== "MethodDefinition") return false;
  const name = keyName(parent.key, parent.computed);
  let found = false;
  walk(node.body, (inner) => {
    if (inner.type === "MemberExpression" && inner.object.type === "Super" && memberName(inner) === name)
      found = true;
  });
  return found;
}
