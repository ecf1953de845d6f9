import type { TSESTree } from "@typescript-eslint/types";
import { literalProperty, readHelperCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import { printOptions, printOptionsFlat, type SpanOptions } from "../options.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import { lineIndent, styleOf } from "../style.ts";
import { toGroup } from "./wrap.ts";

/**
 * Writes `@traced({ … })` above a method. It is the last decorator, nearest to the method: what others note about the method they then
 * note about what is called.
 */
export function decorateMethod(
  file: SpanFile,
  method: TSESTree.MethodDefinition,
  options: SpanOptions,
): SpanPlan | Skip {
  const refused = refusalOf(file, method);
  if (refused !== undefined) return skip("no-decorator-here", refused);
  const callee = helperCallee(file, method, "traced");
  if (typeof callee === "string") return skip(callee);
  const style = styleOf(file);
  const at = startOf(file, method);
  const indent = lineIndent(file.text, at);
  const isOnNewLine = file.text.slice(file.text.lastIndexOf("\n", at - 1) + 1, at).trim() === "";
  const room = style.width - indent.length - callee.text.length - 3;
  const flat = printOptionsFlat(options, style);
  const printed = flat.length <= room ? flat : printOptions(options, style, indent, 0);
  const text = `@${callee.text}(${printed})${isOnNewLine ? `\n${indent}` : " "}`;
  return {
    kind: "plan",
    decision: "wrap",
    name: options.name,
    op: options.op,
    group: toGroup(file, method, { edits: [{ range: [at, at], text, side: "open" }] }),
    needs: callee.needs,
  };
}

/** The span of the decorator that a method has. */
export function readTracedDecorator(
  file: SpanFile,
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): { readonly name: string | undefined; readonly op: string | undefined } | undefined {
  for (const { expression } of decoratorsOf(member)) {
    if (readHelperCall(file, expression) !== "traced" || expression.type !== "CallExpression") continue;
    const [options] = expression.arguments;
    if (options?.type !== "ObjectExpression") return { name: undefined, op: undefined };
    return { name: literalProperty(options, "name"), op: literalProperty(options, "op") };
  }
  return undefined;
}

/** Why the language, or one of its two kinds of decorators, has no place for one here. */
function refusalOf(file: SpanFile, method: TSESTree.MethodDefinition): string | undefined {
  if (!/\.[cm]?tsx?$/.test(file.path)) return "JavaScript";
  if (method.key.type === "PrivateIdentifier") return `#${method.key.name}`;
  return method.parent.parent.type === "ClassExpression" ? "class expression" : undefined;
}

/** Behind the decorators that are there, before the modifiers. */
function startOf(file: SpanFile, method: TSESTree.MethodDefinition): number {
  const last = Math.max(...decoratorsOf(method).map(({ range }) => range[1]), -1);
  if (last === -1) return method.range[0];
  return last + (/^\s*/.exec(file.text.slice(last))?.[0].length ?? 0);
}

/** Parsers of JavaScript leave the list out. */
function decoratorsOf(
  member: Partial<Pick<TSESTree.MethodDefinition, "decorators">>,
): readonly TSESTree.Decorator[] {
  return member.decorators ?? [];
}
