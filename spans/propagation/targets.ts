import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappers } from "../ast.ts";
import { findConstValue } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import type { InitCall } from "../init/read-init.ts";
import { findProperty } from "../repairs/property.ts";

/** An entry of `tracePropagationTargets` that can be read. */
export type Target =
  | { readonly kind: "text"; readonly node: TSESTree.StringLiteral; readonly text: string }
  | {
      readonly kind: "expression";
      readonly node: TSESTree.RegExpLiteral;
      readonly pattern: string;
      readonly flags: string;
    };

export interface TargetList {
  readonly property: TSESTree.Property;
  readonly array: TSESTree.ArrayExpression;
  readonly targets: readonly Target[];
  /** Every entry can be read. */
  readonly isWhole: boolean;
}

/** The propagation targets of an `init`, where they are a literal, there or in a const of the file. */
export function readTargets(file: SpanFile, { options }: InitCall): TargetList | undefined {
  const property = findProperty(options, "tracePropagationTargets");
  const array = property === undefined ? undefined : findArray(file, property.value);
  if (property === undefined || array === undefined) return undefined;
  const targets = array.elements.flatMap((element) => (element === null ? [] : (readTarget(element) ?? [])));
  return { property, array, targets, isWhole: targets.length === array.elements.length };
}

/** Whether the SDK takes a URL for one that a target means. */
export function matchesTarget(target: Target, url: string): boolean {
  return target.kind === "text"
    ? url.includes(target.text)
    : new RegExp(target.pattern, target.flags.replace(/[gy]/g, "")).test(url);
}

function readTarget(element: TSESTree.Expression | TSESTree.SpreadElement): Target | undefined {
  if (element.type !== "Literal") return undefined;
  if ("regex" in element) {
    const { pattern, flags } = element.regex;
    return { kind: "expression", node: element, pattern, flags };
  }
  return typeof element.value === "string"
    ? { kind: "text", node: element as TSESTree.StringLiteral, text: element.value }
    : undefined;
}

function findArray(file: SpanFile, node: TSESTree.Node): TSESTree.ArrayExpression | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "ArrayExpression") return inner;
  if (inner.type !== "Identifier") return undefined;
  const init = findConstValue(file, inner);
  if (init === undefined) return undefined;
  const value = skipWrappers(init);
  return value.type === "ArrayExpression" ? value : undefined;
}
