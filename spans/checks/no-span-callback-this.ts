import type { TSESTree } from "@typescript-eslint/types";
import { isFunction } from "../ast.ts";
import { defineCheck, type Suggestion } from "../check.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { insertAt, repairOf, replaceRange } from "../repairs/replace.ts";
import { readStartCall } from "../start-call.ts";
import { walk } from "../walk.ts";

type Message = "thisOfCallback" | "argumentsOfCallback" | "toArrow";

/** What a callback uses that means something else in an arrow function. */
interface Own {
  readonly thisUse: TSESTree.Node | undefined;
  readonly argumentsUse: TSESTree.Node | undefined;
  /** `new.target`, or the callback's own name. */
  readonly isBound: boolean;
}

/**
 * `this`, `super` and `arguments` in a callback that is a `function`: the SDK calls it without a receiver, so they are no longer those
 * of the method that was wrapped. The commonest damage of spans that are put in by hand.
 */
export const noSpanCallbackThis = defineCheck<"no-span-callback-this", Message>({
  name: "no-span-callback-this",
  messages: {
    thisOfCallback:
      "'{{text}}' is undefined here: the SDK calls this function without a receiver. Use an arrow function.",
    argumentsOfCallback:
      "'arguments' holds what the SDK passes to this function, not what the function around it was called with. Use an arrow function.",
    toArrow: "Make the callback an arrow function.",
  },
  defaultOptions: {},
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    const callback = readStartCall(file, node)?.callback;
    if (callback?.type !== "FunctionExpression") return [];
    const { thisUse, argumentsUse, isBound } = readOwn(callback);
    const use = thisUse ?? argumentsUse;
    if (use === undefined) return [];
    const edits = isBound ? undefined : arrowEdits(file, callback);
    const repair: Suggestion<Message> | undefined =
      edits === undefined ? undefined : { ...repairOf(edits), message: "toArrow" };
    return [
      {
        node: use,
        message: use === thisUse ? "thisOfCallback" : "argumentsOfCallback",
        data: { text: use.type === "Super" ? "super" : "this" },
        repair,
        // Where nothing around has a `this`, the arrow function would not have one either.
        isCertain: argumentsUse === undefined && hasReceiver(callback),
      },
    ];
  },
});

function readOwn(callback: TSESTree.FunctionExpression): Own {
  let thisUse: TSESTree.Node | undefined;
  let argumentsUse: TSESTree.Node | undefined;
  let isBound = false;
  const name = callback.id?.name;
  const see = (root: TSESTree.Node): void =>
    walk(root, (node) => {
      if (
        node.type === "ClassBody" ||
        node.type === "FunctionDeclaration" ||
        node.type === "FunctionExpression"
      ) {
        if (name !== undefined && names(node, name)) isBound = true;
        return false;
      }
      if (node.type === "ThisExpression" || node.type === "Super") thisUse ??= node;
      if (node.type === "MetaProperty" && node.meta.name === "new") isBound = true;
      if (node.type !== "Identifier") return undefined;
      if (node.name === name) isBound = true;
      if (node.name === "arguments" && !isKey(node)) argumentsUse ??= node;
      return undefined;
    });
  for (const parameter of callback.params) {
    if (parameter.type === "Identifier" && parameter.name === "this") isBound = true;
    see(parameter);
  }
  see(callback.body);
  return { thisUse, argumentsUse, isBound };
}

function names(root: TSESTree.Node, name: string): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.type === "Identifier" && node.name === name) found = true;
    return !found;
  });
  return found;
}

function isKey(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  return parent.type === "Property" && parent.key === node && parent.value !== node && !parent.computed;
}

/** A function or a class member around it has a `this` of its own. */
function hasReceiver(callback: TSESTree.Node): boolean {
  for (let at = callback.parent; at != null; at = at.parent) {
    if (isFunction(at) && at.type !== "ArrowFunctionExpression") return true;
    if (at.type === "PropertyDefinition" || at.type === "StaticBlock" || at.type === "AccessorProperty")
      return true;
  }
  return false;
}

/** `async function (span) { … }` -> `async (span) => { … }` */
function arrowEdits(
  file: SpanFile,
  callback: TSESTree.FunctionExpression,
): readonly PlannedEdit[] | undefined {
  if (callback.generator) return undefined;
  const isTsx = /\.[cm]?[jt]sx$/.test(file.path);
  if (callback.typeParameters != null && isTsx) return undefined;
  const head = file.text.slice(callback.range[0], callback.body.range[0]);
  const [found, lead = ""] = /^((?:async\s+)?)function\s*[\w$]*\s*(?=[(<])/.exec(head) ?? [];
  if (found === undefined) return undefined;
  const start = callback.range[0] + lead.length;
  return [
    replaceRange([start, callback.range[0] + found.length], ""),
    insertAt(callback.body.range[0], "=> "),
  ];
}
