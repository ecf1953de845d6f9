import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberPath, skipWrappers } from "../ast.ts";
import { textOf, type SpanFile } from "../file.ts";
import { quoted } from "../options.ts";
import { styleOf } from "../style.ts";
import { allowsNothing, isSameVariable, variableFacts } from "./variable.ts";

/** Whether a message is one of the listed types: known here, or a test to be made at run time. */
export type TypeTest =
  | { readonly kind: "always" }
  | { readonly kind: "never" }
  | { readonly kind: "unknown" }
  | { readonly kind: "condition"; readonly text: string };

/**
 * @param message - the message's expression.
 * @param at - where the test is to stand; the message must mean the same there.
 */
export function testTypes(
  file: SpanFile,
  types: readonly string[] | undefined,
  message: TSESTree.Node,
  at: TSESTree.Node,
): TypeTest {
  if (types === undefined) return { kind: "always" };
  const inner = skipWrappers(message);
  const own = inner.type === "ObjectExpression" ? typeOfLiteral(inner) : undefined;
  if (own?.type === "Literal") return { kind: types.includes(String(own.value)) ? "always" : "never" };
  const type =
    own !== undefined
      ? readable(file, own, at)
      : inner.type === "ObjectExpression"
        ? readType(file, spreadOf(inner), at)
        : readType(file, inner, at);
  if (type === undefined) return { kind: "unknown" };
  return { kind: "condition", text: `${typeList(file, types)}.includes(${type})` };
}

/** `["build-completed", "build-failed"]` in the file's quotes. */
export function typeList(file: SpanFile, types: readonly string[]): string {
  const style = styleOf(file);
  return `[${types.map((type) => quoted(type, style)).join(", ")}]`;
}

function typeOfLiteral(node: TSESTree.ObjectExpression): TSESTree.Node | undefined {
  const property = node.properties.find(
    (one) => one.type === "Property" && keyName(one.key, one.computed) === "type",
  );
  return property?.type === "Property" ? skipWrappers(property.value) : undefined;
}

/** `event` of `{ ...event, at: now() }`: the message that it is a copy of. */
function spreadOf(node: TSESTree.ObjectExpression): TSESTree.Node | undefined {
  const spread = node.properties.find((property) => property.type === "SpreadElement");
  return spread?.type === "SpreadElement" ? skipWrappers(spread.argument) : undefined;
}

function readable(file: SpanFile, node: TSESTree.Node, at: TSESTree.Node): string | undefined {
  const root = memberPath(node)?.[0];
  return root !== undefined && means(file, root, node, at) ? textOf(file, node) : undefined;
}

/** `event.type`, or `event?.type` where nothing says that there is an event: the test must not throw where the code does not. */
function readType(file: SpanFile, node: TSESTree.Node | undefined, at: TSESTree.Node): string | undefined {
  if (node === undefined) return undefined;
  const path = memberPath(node);
  const [root] = path ?? [];
  if (path === undefined || root === undefined || !means(file, root, node, at)) return undefined;
  // A parameter's own node holds its annotation too.
  const text = node.type === "Identifier" ? node.name : textOf(file, node);
  const facts = path.length === 1 && node.type === "Identifier" ? variableFacts(file, node) : undefined;
  if (facts === undefined || facts.annotation === undefined) return `${text}?.type`;
  if (facts.isOptional || allowsNothing(facts.annotation))
    return `${text}?.type ?? ${quoted("", styleOf(file))}`;
  return /^TS(?:Any|Unknown)Keyword$/.test(facts.annotation.type) ? `${text}?.type` : `${text}.type`;
}

function means(file: SpanFile, root: string, here: TSESTree.Node, there: TSESTree.Node): boolean {
  return root === "this" || isSameVariable(file, root, here, there);
}
