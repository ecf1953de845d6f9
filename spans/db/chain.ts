import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../ast.ts";

/** One `.name(arguments)` or `.name` of a chain. */
export interface ChainLink {
  readonly name: string;
  /** The chain up to here. */
  readonly node: TSESTree.Expression;
  /** `undefined` for a property that is not called. */
  readonly call: TSESTree.CallExpression | undefined;
}

/** `root.a(1).b.c(2)` taken apart. */
export interface Chain {
  readonly root: TSESTree.Expression;
  readonly links: readonly ChainLink[];
  /** The root itself is called first, as in `knex("users").where(…)`. */
  readonly rootCall: TSESTree.CallExpression | undefined;
}

/** Takes a member/call chain apart; `undefined` for anything else. */
export function chainOf(node: TSESTree.Expression): Chain | undefined {
  const links: ChainLink[] = [];
  let at: TSESTree.Node = skipWrappers(node);
  for (;;) {
    if (at.type === "CallExpression") {
      const callee = skipWrappers(at.callee);
      if (callee.type !== "MemberExpression" || isThisMember(callee))
        return { root: callee as TSESTree.Expression, links, rootCall: at };
      const name = memberName(callee);
      if (name === undefined) return undefined;
      links.unshift({ name, node: at, call: at });
      at = skipWrappers(callee.object);
    } else if (at.type === "MemberExpression" && !isThisMember(at)) {
      const name = memberName(at);
      if (name === undefined) return undefined;
      links.unshift({ name, node: at, call: undefined });
      at = skipWrappers(at.object);
    } else {
      return links.length === 0 ? undefined : { root: at as TSESTree.Expression, links, rootCall: undefined };
    }
  }
}

/** `this.db` is a root, not a link. */
function isThisMember(node: TSESTree.MemberExpression): boolean {
  return node.object.type === "ThisExpression";
}
