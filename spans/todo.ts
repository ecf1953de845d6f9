import type { TSESTree } from "@typescript-eslint/types";

const TODO = /\bspanwright-todo\(([^)\n]*)\)/;

/** The marker that a codemod leaves where a person must act: `spanwright-todo(<reason>)`. */
export function isTodoComment({ value }: Pick<TSESTree.Comment, "value">): boolean {
  return TODO.test(value);
}

/** The reason in a marker. */
export function todoReason({ value }: Pick<TSESTree.Comment, "value">): string | undefined {
  return TODO.exec(value)?.[1]?.trim();
}
