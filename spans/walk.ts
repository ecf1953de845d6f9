import type { TSESTree } from "@typescript-eslint/types";

/** Keys that hold positions, tokens or the way up; everything else that is an object may be a child. */
const NOT_CHILDREN = new Set([
  "parent",
  "range",
  "loc",
  "start",
  "end",
  "tokens",
  "comments",
  "type",
  "value",
  "raw",
  "regex",
]);

/** Node types of which `value` is a child node and not a literal's value. */
const VALUE_IS_CHILD = new Set([
  "Property",
  "MethodDefinition",
  "PropertyDefinition",
  "AccessorProperty",
  "TSAbstractMethodDefinition",
  "TSAbstractPropertyDefinition",
  "TSAbstractAccessorProperty",
  "JSXAttribute",
  "ImportAttribute",
]);

function isNode(value: unknown): value is TSESTree.Node {
  return (
    typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"
  );
}

/** The child nodes of a node, in property order (which is source order, but for decorators). */
export function childrenOf(node: TSESTree.Node): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (NOT_CHILDREN.has(key) && !(key === "value" && VALUE_IS_CHILD.has(node.type))) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

/**
 * Visits a tree depth first, parents before children, and sets `parent` where the parser did not.
 *
 * @param enter - called for each node; returning `false` leaves out what is below it.
 */
export function walk(root: TSESTree.Node, enter: (node: TSESTree.Node) => boolean | void): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (enter(node) === false) continue;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child === undefined) continue;
      // Parsers other than ESLint's leave `parent` out; an ESLint tree has it already and must not be written to.
      if (child.parent === undefined) (child as { parent: TSESTree.Node }).parent = node;
      stack.push(child);
    }
  }
}
