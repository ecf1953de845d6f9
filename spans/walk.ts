import type { TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "./visitor-keys.ts";

/** The child nodes of a node, in source order but for decorators. */
export function childrenOf(node: TSESTree.Node): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  pushChildren(node, children);
  return children.reverse();
}

/**
 * Visits a tree depth first, parents before children, and sets `parent` and `range` where the parser did not.
 *
 * @param enter - called for each node; returning `false` leaves out what is below it.
 */
export function walk(root: TSESTree.Node, enter: (node: TSESTree.Node) => boolean | void): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (enter(node) !== false) pushChildren(node, stack);
  }
}

const known = new WeakMap<TSESTree.Program, readonly TSESTree.Node[]>();

/** All nodes of a tree, parents before children: one walk, however many ask. */
export function nodesOf(program: TSESTree.Program): readonly TSESTree.Node[] {
  const found = known.get(program);
  if (found !== undefined) return found;
  const nodes: TSESTree.Node[] = [];
  addRange(program);
  walk(program, (node) => void nodes.push(node));
  known.set(program, nodes);
  return nodes;
}

type Child = TSESTree.Node | null | undefined;

/** Puts the children on a stack, the last one first, and tells them their parent and their range. */
function pushChildren(node: TSESTree.Node, stack: TSESTree.Node[]): void {
  const keys = keysOf(node);
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const value = (node as unknown as Readonly<Record<string, Child | readonly Child[]>>)[keys[index] ?? ""];
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at -= 1) pushChild(value[at] as Child, node, stack);
    } else pushChild(value as TSESTree.Node, node, stack);
  }
}

function pushChild(child: Child, parent: TSESTree.Node, stack: TSESTree.Node[]): void {
  if (child === null || child === undefined) return;
  // Parsers other than ESLint's leave `parent` out; an ESLint tree has it already and must not be written to.
  if (child.parent === undefined) (child as { parent: TSESTree.Node }).parent = parent;
  addRange(child);
  stack.push(child);
}

/** A tree as the engine's parser makes it has offsets only: every range would cost a quarter more, also in files without a site. */
function addRange(node: TSESTree.Node): void {
  if (node.range !== undefined) return;
  const { start, end } = node as unknown as { readonly start: number; readonly end: number };
  (node as { range: TSESTree.Range }).range = [start, end];
}

/** A map: an object with so many keys is looked up several times slower. */
const keysByType = new Map<string, readonly string[]>(Object.entries(visitorKeys));

/** A parser may know a type that the table does not: then every property that looks like a node, or a list of them, is followed. */
function keysOf(node: TSESTree.Node): readonly string[] {
  const listed = keysByType.get(node.type);
  if (listed !== undefined) return listed;
  return Object.entries(node).flatMap(([key, value]: readonly [string, unknown]) => {
    const first: unknown = Array.isArray(value) ? value.find((item) => item !== null) : value;
    return key !== "parent" && isNode(first) ? [key] : [];
  });
}

function isNode(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"
  );
}
