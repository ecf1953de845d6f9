import type { TSESTree } from "@typescript-eslint/types";
import {
  functionName,
  isFunction,
  memberName,
  memberPath,
  skipWrappersUp,
  type FunctionNode,
} from "../ast.ts";
import { defineCheck } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { readStartCall, startCallOf } from "../start-call.ts";
import { walk } from "../walk.ts";

type Message = "component" | "hook" | "memo" | "getter";

/**
 * Spans that rendering starts: a component, a hook or a getter runs as often as the framework or a reader likes, also twice in strict
 * mode, and must have no effect. An async component runs once, on the server, and is left alone.
 */
export const noSpanInRender = defineCheck<"no-span-in-render", Message>({
  name: "no-span-in-render",
  messages: {
    component: "Rendering '{{name}}' starts a span each time. Start it in an event handler or an effect.",
    hook: "'{{name}}' starts a span in each render. Start it in an event handler or an effect.",
    memo: "The function of '{{name}}' starts a span while rendering. Start it in an event handler or an effect.",
    getter: "Reading '{{name}}' starts a span each time. Make it a method.",
  },
  defaultOptions: {},
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    const call = readStartCall(file, node);
    const place = call === undefined ? undefined : findPlace(file, node);
    return call === undefined || place === undefined
      ? []
      : [{ node: call.node.callee, message: place.message, data: { name: place.name } }];
  },
});

interface Place {
  readonly message: Message;
  readonly name: string;
}

function findPlace(file: SpanFile, node: TSESTree.Node): Place | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (!isFunction(at)) continue;
    // Of nested spans the outermost one is reported.
    if (at.async || at.generator || startCallOf(file, at) !== undefined) return undefined;
    const place = placeOf(file, at);
    if (place !== undefined || !runsAtOnce(at)) return place;
  }
  return undefined;
}

function placeOf(file: SpanFile, node: FunctionNode): Place | undefined {
  const { parent } = node;
  const isGetter =
    (parent?.type === "MethodDefinition" || parent?.type === "Property") && parent.kind === "get";
  const name = nameOf(node);
  if (isGetter) return { message: "getter", name: name ?? "?" };
  const taker = takerOf(node);
  if (taker === "useMemo") return { message: "memo", name: taker };
  const own = name?.split(".").at(-1);
  if (own === undefined) return undefined;
  if (/^[A-Z]/.test(own) && hasMarkup(node)) return { message: "component", name: own };
  if (own === "render" && name !== own && hasMarkup(node)) return { message: "component", name: name ?? own };
  return /^use[A-Z]/.test(own) && isUi(file) ? { message: "hook", name: own } : undefined;
}

/** A component's name may stand around `memo(…)` or `forwardRef(…)`. */
function nameOf(node: FunctionNode): string | undefined {
  const name = functionName(node);
  if (name !== undefined || !/^(?:memo|forwardRef|observer)$/.test(takerOf(node) ?? "")) return name;
  let at: TSESTree.Node = node;
  while (at.parent?.type === "CallExpression") at = at.parent;
  return at.parent?.type === "VariableDeclarator" && at.parent.id.type === "Identifier"
    ? at.parent.id.name
    : undefined;
}

/** The last name of the function that takes a callback: `useMemo` of `React.useMemo`. */
function takerOf(node: FunctionNode): string | undefined {
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  return parent?.type === "CallExpression" && parent.callee !== outer
    ? memberPath(parent.callee)?.at(-1)
    : undefined;
}

function hasMarkup({ body }: FunctionNode): boolean {
  let found = false;
  walk(body, (node) => {
    if (node.type === "JSXElement" || node.type === "JSXFragment") found = true;
    return !found;
  });
  return found;
}

/** Elsewhere `useDatabase()` is no hook. */
function isUi(file: SpanFile): boolean {
  return importBindings(file).some(({ module }) => /^(?:react|preact|solid-js)(?:\/|$)/.test(module));
}

/** `rows.map((row) => …)` and `(() => …)()` run while the function around them does. */
function runsAtOnce(node: FunctionNode): boolean {
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  if (parent?.type !== "CallExpression") return false;
  if (parent.callee === outer) return true;
  return (
    parent.callee.type === "MemberExpression" &&
    /^(?:map|forEach|flatMap|filter|reduce|some|every|find)$/.test(memberName(parent.callee) ?? "")
  );
}
