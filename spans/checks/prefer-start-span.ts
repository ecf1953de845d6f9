import type { TSESTree } from "@typescript-eslint/types";
import {
  contains,
  findEnclosingFunction,
  findVariable,
  keyName,
  memberName,
  type FunctionNode,
} from "../ast.ts";
import type { SpanCall } from "../calls.ts";
import { defineCheck, type SpanProblem, type Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { removeEnd } from "../repairs/remove-end.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { sentryCallee } from "../sentry.ts";
import { readStartCall } from "../start-call.ts";

type Message = "manual" | "inactive" | "rewrite";

/** How a variable that holds a span is used. */
interface Uses {
  /** `span.end()` */
  readonly ends: readonly TSESTree.CallExpression[];
  readonly count: number;
  /** It is handed to something that may end it, or make it active. */
  readonly escapes: boolean;
}

/**
 * Spans that are ended by hand where the code in them ends: `startSpan` does that, sets the error status that `finally` loses, and makes
 * an inactive span the parent of what happens in it.
 *
 * @see facts: sentry 1.1
 */
export const preferStartSpan = defineCheck<"prefer-start-span", Message>({
  name: "prefer-start-span",
  messages: {
    manual:
      "The span{{name}} ends with its callback: 'startSpan' does that, and marks it when an error leaves.",
    inactive:
      "The span{{name}} ends with its block: 'startSpan' around it does that, and makes it the parent of spans inside.",
    rewrite: "Use 'startSpan'.",
  },
  defaultOptions: {},
  anchors: () => ["startSpanManual", "startInactiveSpan"],
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    const call = readStartCall(file, node);
    if (call?.api === "startSpanManual") return manualProblems(file, call);
    return call?.api === "startInactiveSpan" ? inactiveProblems(file, call) : [];
  },
});

function manualProblems(file: SpanFile, call: SpanCall): readonly SpanProblem<Message>[] {
  const { callback } = call;
  const [span, ...others] = callback?.params ?? [];
  if (callback?.body.type !== "BlockStatement" || callback.generator) return [];
  // Its second parameter ends the span as well.
  if (span?.type !== "Identifier" || others.length > 0) return [];
  const uses = usesOf(file, callback.body, span);
  const [end, ...moreEnds] = uses.ends;
  if (end === undefined || moreEnds.length > 0 || uses.escapes) return [];
  const statement = lastStatement(end, callback.body);
  // Around nothing it is a mark in time, as good as any.
  if (statement === undefined || (callback.body.body.length === 1 && callback.body.body[0] === statement))
    return [];
  const repair = rewrite(file, call, callback, statement, uses.count === 1);
  return [
    {
      node: call.node.callee,
      message: "manual",
      data: { name: call.name === undefined ? "" : ` '${call.name}'` },
      alternatives: repair === undefined ? [] : [repair],
    },
  ];
}

/** What is left needs a callback around several statements, which is for a person: what they declare may be used behind. */
function inactiveProblems(
  file: SpanFile,
  { node, name, options }: SpanCall,
): readonly SpanProblem<Message>[] {
  const { parent } = node;
  // A generator cannot yield out of a callback.
  if (findEnclosingFunction(node)?.generator === true || options === undefined || isPlaced(options))
    return [];
  if (parent.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return [];
  const block = parent.parent.parent;
  if (block?.type !== "BlockStatement") return [];
  const { ends, escapes } = usesOf(file, block, parent.id);
  const [end, ...moreEnds] = ends;
  if (end === undefined || moreEnds.length > 0 || escapes) return [];
  const statement = lastStatement(end, block);
  if (statement === undefined || findEnclosingFunction(end) !== findEnclosingFunction(node)) return [];
  // A mark in time, around nothing.
  if (block.body[block.body.indexOf(parent.parent) + 1] === statement) return [];
  return [{ node: node.callee, message: "inactive", data: { name: name === undefined ? "" : ` '${name}'` } }];
}

/** Where it belongs in the trace, or in time, was chosen by hand. */
function isPlaced({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.some(
    (one) =>
      one.type === "SpreadElement" ||
      /^(?:parentSpan|startTime|scope)$/.test(keyName(one.key, one.computed) ?? ""),
  );
}

function usesOf(file: SpanFile, body: TSESTree.Node, { name }: TSESTree.Identifier): Uses {
  const ends: TSESTree.CallExpression[] = [];
  let count = 0;
  let escapes = false;
  for (const reference of findVariable(file, body, name)?.references ?? []) {
    const identifier = reference.identifier as TSESTree.Node;
    if (reference.init === true || !contains(body.range, identifier.range)) continue;
    count += 1;
    const member = identifier.parent;
    const call = member?.parent;
    if (
      member?.type !== "MemberExpression" ||
      member.object !== identifier ||
      call?.type !== "CallExpression"
    ) {
      escapes = true;
      continue;
    }
    // A moment of the past or the future is no moment of the callback.
    if (memberName(member) === "end") {
      if (call.arguments.length > 0) escapes = true;
      else ends.push(call);
    }
  }
  return { ends, count, escapes };
}

/** The statement `span.end();` that is the last thing a block does, also in the `finally` of its last statement. */
function lastStatement(
  end: TSESTree.CallExpression,
  block: TSESTree.BlockStatement,
): TSESTree.ExpressionStatement | undefined {
  const statement = end.parent;
  if (statement.type !== "ExpressionStatement") return undefined;
  const last = block.body.at(-1);
  if (last === statement) return statement;
  return last?.type === "TryStatement" && last.finalizer === statement.parent ? statement : undefined;
}

function rewrite(
  file: SpanFile,
  { node }: SpanCall,
  callback: FunctionNode,
  statement: TSESTree.ExpressionStatement,
  isUnused: boolean,
): Suggestion<Message> | undefined {
  const removal = removeEnd(file, statement);
  const callee = sentryCallee(file, node, "startSpan");
  const [span] = callback.params;
  if (removal === undefined || span === undefined) return undefined;
  const parameter = isUnused ? removeParameter(file, callback, span) : [];
  // `startSpanManual` of a browser's SDK is no server's `startSpan`: the member keeps its object.
  const name =
    node.callee.type === "MemberExpression"
      ? { edit: replaceRange(node.callee.property.range, "startSpan"), needs: [] }
      : typeof callee === "string"
        ? undefined
        : { edit: replaceRange(node.callee.range, callee.text), needs: callee.needs };
  if (name === undefined) return undefined;
  return { ...repairOf([name.edit, ...parameter, ...removal], name.needs), message: "rewrite" };
}

/** `(span) =>` and `span =>` become `() =>`. */
function removeParameter(file: SpanFile, callback: FunctionNode, span: TSESTree.Node) {
  const before = file.text.slice(callback.range[0], span.range[0]);
  return [replaceRange(span.range, before.trimEnd().endsWith("(") ? "" : "()")];
}
