import type { TSESTree } from "@typescript-eslint/types";
import { walk } from "../walk.ts";

/** A node and all below it, nested functions included. */
export function nodesIn(root: TSESTree.Node): readonly TSESTree.Node[] {
  const nodes: TSESTree.Node[] = [];
  walk(root, (node) => void nodes.push(node));
  return nodes;
}
