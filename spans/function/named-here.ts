import type { TSESTree } from "@typescript-eslint/types";
import type { SpanwrightConfig } from "../config.ts";
import type { Outline } from "../outline.ts";
import { childrenOf } from "../walk.ts";
import { wordsPattern } from "../words.ts";

/** Names that a kind looks for, as its `anchors` gives them. */
type NamesOf = (config: SpanwrightConfig) => readonly string[];

const patterns = new WeakMap<NamesOf, WeakMap<SpanwrightConfig, RegExp>>();

/**
 * Whether a function of this file can have one of the names. Only what is sure is ruled out: names that are imported or exported, and
 * functions and methods that are called.
 */
export function isNamedHere({ config, text, program }: Outline, namesOf: NamesOf): boolean {
  for (const { index } of text.matchAll(patternOf(config, namesOf))) {
    const path = pathTo(program, index);
    const node = path.at(-1);
    if (node?.type !== "Identifier" || !isOnlyUsed(node, path.at(-2), path.at(-3))) return true;
  }
  return false;
}

function patternOf(config: SpanwrightConfig, namesOf: NamesOf): RegExp {
  const known = patterns.get(namesOf) ?? new WeakMap<SpanwrightConfig, RegExp>();
  patterns.set(namesOf, known);
  const pattern = known.get(config) ?? wordsPattern(namesOf(config), "g");
  known.set(config, pattern);
  return pattern;
}

function isOnlyUsed(
  node: TSESTree.Identifier,
  parent: TSESTree.Node | undefined,
  above: TSESTree.Node | undefined,
): boolean {
  switch (parent?.type) {
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ExportSpecifier":
      return true;
    case "CallExpression":
      return parent.callee === node;
    case "MemberExpression":
      return parent.property === node && above?.type === "CallExpression" && above.callee === parent;
    default:
      return false;
  }
}

/** The nodes around an offset, the outermost first. Goes down by `start` and `end`, so nobody has to walk the tree before. */
function pathTo(program: TSESTree.Program, offset: number): readonly TSESTree.Node[] {
  const path: TSESTree.Node[] = [];
  for (let node: TSESTree.Node | undefined = program; node !== undefined;) {
    path.push(node);
    node = childrenOf(node).find((child) => {
      const { start, end } = child as unknown as { readonly start: number; readonly end: number };
      return start <= offset && offset < end;
    });
  }
  return path;
}
