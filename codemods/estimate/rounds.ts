import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, nodesOf, type Range } from "../../spans/index.ts";
import { isLoop } from "../../spans/flow.ts";
import type { SourceModule } from "../select/units.ts";

/** Text that runs once for each item of something: the body of a loop, or the callback of an array method. */
export interface Rounds {
  readonly range: Range;
  /** 1-based line of the loop. */
  readonly line: number;
}

const known = new WeakMap<SourceModule, readonly Rounds[]>();

/** Everything in a module that runs more than once a call. Endless loops are not among them: each turn is a tick. */
export function roundsOf(module: SourceModule): readonly Rounds[] {
  const found = known.get(module);
  if (found !== undefined) return found;
  const rounds = nodesOf(module.file.program).flatMap((node): Rounds[] => {
    const body = repeatedPart(node);
    return body === undefined ? [] : [{ range: body.range, line: lineAt(module, node.range[0]) }];
  });
  known.set(module, rounds);
  return rounds;
}

/** 1-based line of an offset. */
export function lineAt({ file }: SourceModule, offset: number): number {
  return file.text.slice(0, offset).split("\n").length;
}

const ITEM_METHODS = new Set(["map", "flatMap", "forEach", "filter", "reduce", "some", "every", "find"]);

function repeatedPart(node: TSESTree.Node): TSESTree.Node | undefined {
  if (isLoop(node)) return isEndless(node) ? undefined : (node as TSESTree.ForStatement).body;
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  if (!ITEM_METHODS.has(memberName(node.callee) ?? "")) return undefined;
  const [callback] = node.arguments;
  return isFunction(callback) ? callback : undefined;
}

function isEndless(node: TSESTree.Node): boolean {
  if (node.type === "ForStatement") return node.test === null;
  return (
    (node.type === "WhileStatement" || node.type === "DoWhileStatement") &&
    node.test.type === "Literal" &&
    node.test.value === true
  );
}
