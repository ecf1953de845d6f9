import type { TSESTree } from "@typescript-eslint/types";
import { contains, findEnclosingFunction, isFunction, type FunctionNode } from "../ast.ts";
import type { SpanCall } from "../calls.ts";
import type { PlannedEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { isKey, walkOwn } from "../flow.ts";
import { walk } from "../walk.ts";
import { dedents } from "./remove-end.ts";
import { replaceRange } from "./replace.ts";

/**
 * The edits that take a span away and leave what it is around: the value of its callback, or the statements where it is a statement.
 *
 * @param span - name of a span that the code may go on using, as the callback's parameter has the same name.
 * @returns `undefined` where comments would be lost, names would clash, or a promise would become something else.
 */
export function unwrapCall(
  file: SpanFile,
  { node, callback }: SpanCall,
  span?: string,
): readonly PlannedEdit[] | undefined {
  if (callback?.type !== "ArrowFunctionExpression" || callback.generator || usesSpan(callback, span))
    return undefined;
  const awaited = node.parent.type === "AwaitExpression" ? node.parent : undefined;
  const outer = findEnclosingFunction(node);
  // Without the callback's `async`, its awaits and its promise have to be those of the function around.
  if (callback.async && outer?.async !== true && !(outer === undefined && awaited !== undefined))
    return undefined;
  const value = valueOf(callback);
  if (value !== undefined) return valueEdits(file, node, callback, value, awaited);
  if (callback.body.type !== "BlockStatement") return undefined;
  return statementEdits(file, awaited ?? node, callback.body);
}

function usesSpan({ params, body }: FunctionNode, span: string | undefined): boolean {
  const [first, ...others] = params;
  if (first === undefined) return false;
  if (first.type !== "Identifier" || others.length > 0) return true;
  if (first.name === span) return false;
  let used = false;
  walk(body, (node) => {
    if (node.type === "Identifier" && node.name === first.name && !isKey(node)) used = true;
    return !used;
  });
  return used;
}

/** What a callback evaluates to, where it does nothing else. */
function valueOf({ body }: FunctionNode): TSESTree.Expression | undefined {
  if (body.type !== "BlockStatement") return body;
  const [only, ...others] = body.body;
  return only?.type === "ReturnStatement" && others.length === 0 ? (only.argument ?? undefined) : undefined;
}

function valueEdits(
  file: SpanFile,
  node: TSESTree.CallExpression,
  callback: FunctionNode,
  value: TSESTree.Expression,
  awaited: TSESTree.AwaitExpression | undefined,
): readonly PlannedEdit[] | undefined {
  const isReturned = node.parent.type === "ReturnStatement" || node.parent === findEnclosingFunction(node);
  if (callback.async && awaited === undefined && !isReturned) return undefined;
  const inner = value.type === "AwaitExpression" && awaited !== undefined ? value.argument : value;
  const isSimple =
    /^(?:Identifier|Literal|MemberExpression|CallExpression|TemplateLiteral|ArrayExpression|ThisExpression)$/;
  const isBare =
    isSimple.test(inner.type) || /^(?:ReturnStatement|VariableDeclarator)$/.test(node.parent.type);
  return around(file, node.range, inner.range, isBare ? ["", ""] : ["(", ")"]);
}

function statementEdits(
  file: SpanFile,
  outer: TSESTree.Node,
  body: TSESTree.BlockStatement,
): readonly PlannedEdit[] | undefined {
  const statement = outer.parent;
  // `() => startSpan(…, () => { … })` keeps the braces as its own.
  if (isFunction(statement) && statement.body === outer)
    return around(file, outer.range, body.range, ["", ""]);
  if (statement?.type !== "ExpressionStatement" && statement?.type !== "ReturnStatement") return undefined;
  const list = statement.parent;
  if (list.type !== "BlockStatement" && list.type !== "Program") return undefined;
  const returns = hasReturn(body);
  const isLast = list.body.at(-1) === statement && isFunction(list.parent);
  if (
    statement.type === "ExpressionStatement"
      ? returns
      : !isLast && body.body.at(-1)?.type !== "ReturnStatement"
  )
    return undefined;
  if (body.body.some(({ type }) => /Declaration$/.test(type)) && !(isLast && list.body.length === 1))
    return undefined;
  const [first, last] = [body.body[0], body.body.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const inner: Range = [first.range[0], last.range[1]];
  const edits = around(file, statement.range, inner, ["", ""]);
  return edits === undefined ? undefined : [...edits, ...dedents(file, statement, inner)];
}

function hasReturn(body: TSESTree.BlockStatement): boolean {
  let found = false;
  walkOwn(body, ({ type }) => {
    if (type === "ReturnStatement") found = true;
  });
  return found;
}

/** Takes away what is in `outer` before and behind `inner`; no comment may be there. */
function around(
  file: SpanFile,
  outer: Range,
  inner: Range,
  [open, close]: readonly [string, string],
): readonly PlannedEdit[] | undefined {
  if (file.comments.some(({ range }) => contains(outer, range) && !contains(inner, range))) return undefined;
  return [replaceRange([outer[0], inner[0]], open), replaceRange([inner[1], outer[1]], close)];
}
