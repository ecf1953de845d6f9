import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, skipWrappers, type FunctionNode } from "../ast.ts";
import { defineCheck, type Suggestion } from "../check.ts";
import { readFlow, walkOwn } from "../flow.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { isAsync } from "../promise.ts";
import { insertAt, repairOf } from "../repairs/replace.ts";
import { readStartCall, startCallOf } from "../start-call.ts";

export interface NoFloatingSpanOptions {
  /** Leave spans at the top level of a module alone: an entry file begins its work there. */
  readonly ignoreTopLevel: boolean;
}

type Message = "floating" | "addAwait" | "addReturn" | "addVoid";

/**
 * Spans around async work that nobody waits for: the code behind them goes on, the span around them ends first, and an error becomes an
 * unhandled rejection.
 */
export const noFloatingSpan = defineCheck<"no-floating-span", Message, NoFloatingSpanOptions>({
  name: "no-floating-span",
  messages: {
    floating: "Nobody waits for this span{{name}}: await or return it, or say so with 'void'.",
    addAwait: "Wait for it.",
    addReturn: "Return it.",
    addVoid: "Say that nobody waits for it.",
  },
  defaultOptions: { ignoreTopLevel: true },
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { ignoreTopLevel }) {
    const call = readStartCall(file, node);
    if (call?.callback === undefined || !isAsync(file, call.callback) || endsAtOnce(call.callback)) return [];
    const statement = floatingStatement(node);
    if (statement === undefined) return [];
    const owner = findEnclosingFunction(statement);
    // A function that is neither async nor a span's has no way to wait.
    if (owner === undefined ? ignoreTopLevel : !owner.async && startCallOf(file, owner) === undefined)
      return [];
    const insert = (message: Message, text: string): Suggestion<Message> => ({
      ...repairOf([insertAt(node.range[0], text)]),
      message,
    });
    const isLast =
      owner !== undefined && isLastOf(statement, owner) && skipWrappers(statement.expression) === node;
    return [
      {
        node,
        message: "floating",
        data: { name: call.name === undefined ? "" : ` '${call.name}'` },
        alternatives: [
          ...(owner === undefined || owner.async ? [insert("addAwait", "await ")] : []),
          ...(isLast && owner.returnType == null && !owner.generator ? [insert("addReturn", "return ")] : []),
          insert("addVoid", "void "),
        ],
      },
    ];
  },
});

/** `async` only by its word: nothing in it waits, and it answers nothing that could. */
function endsAtOnce({ async, body }: FunctionNode): boolean {
  if (!async || body.type !== "BlockStatement" || readFlow(body).awaits) return false;
  let returns = false;
  walkOwn(body, (node) => {
    if (node.type === "ReturnStatement" && node.argument !== null) returns = true;
  });
  return !returns;
}

/** The statement that an expression is: also as the last part of `isOn && start()`, `isOn ? start() : other()`. */
export function floatingStatement(node: TSESTree.Node): TSESTree.ExpressionStatement | undefined {
  for (let at = node; at.parent != null; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case "ExpressionStatement":
        return parent;
      case "LogicalExpression":
        if (parent.right !== at) return undefined;
        break;
      case "ConditionalExpression":
        if (parent.test === at) return undefined;
        break;
      case "ChainExpression":
      case "TSNonNullExpression":
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** The last statement of a function's body: nothing would be skipped by returning it. */
export function isLastOf(statement: TSESTree.Node, { body }: FunctionNode): boolean {
  return body.type === "BlockStatement" && body.body.at(-1) === statement;
}
