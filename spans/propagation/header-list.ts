import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappers } from "../ast.ts";
import type { Repair } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { quoted } from "../options.ts";
import { addElement } from "../repairs/property.ts";
import { removeOneOf } from "../repairs/remove-items.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";

/** A list of header names that is written out: an array of strings, or one text with commas. */
export interface HeaderList {
  readonly node: TSESTree.ArrayExpression | TSESTree.StringLiteral | TSESTree.TemplateLiteral;
  /** In lower case. */
  readonly names: readonly string[];
}

/** The header names in an expression; `undefined` where some of them cannot be read. */
export function readHeaderList(value: TSESTree.Node): HeaderList | undefined {
  const node = skipWrappers(value);
  if (node.type === "ArrayExpression") {
    const names = node.elements.map((one) =>
      one?.type === "Literal" && typeof one.value === "string" ? one.value.toLowerCase() : undefined,
    );
    return names.includes(undefined) ? undefined : { node, names: names.flatMap((name) => name ?? []) };
  }
  const text =
    node.type === "Literal" && typeof node.value === "string"
      ? node.value
      : node.type === "TemplateLiteral" && node.expressions.length === 0
        ? node.quasis[0]?.value.cooked
        : undefined;
  if (text == null || (node.type !== "TemplateLiteral" && node.type !== "Literal")) return undefined;
  return {
    node: node as HeaderList["node"],
    names: text
      .toLowerCase()
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  };
}

/** The edits that put names at the end of a list. */
export function appendHeaders(file: SpanFile, { node, names }: HeaderList, added: readonly string[]): Repair {
  if (node.type === "ArrayExpression") {
    const style = styleOf(file);
    const isBroken = file.text.slice(node.range[0], node.elements[0]?.range[0]).includes("\n");
    const line = isBroken
      ? `,${lineEndAt(file.text, node.range[0])}${lineIndent(file.text, node.elements.at(-1)?.range[0] ?? 0)}`
      : ", ";
    return repairOf([addElement(file, node, added.map((name) => quoted(name, style)).join(line))]);
  }
  const raw = file.text.slice(...node.range);
  const inner = raw.slice(1, -1);
  const separator = /,(?!\s)/.test(inner) && !/,\s/.test(inner) ? "," : ", ";
  const text = [...(names.length === 0 ? [] : [inner]), ...added].join(separator);
  return repairOf([replaceRange(node.range, raw.slice(0, 1) + text + raw.slice(-1))]);
}

/** The edits that take names out of a list; `undefined` where a comment would be lost. */
export function removeHeaders(
  file: SpanFile,
  { node }: HeaderList,
  removed: readonly string[],
): Repair | undefined {
  if (node.type !== "ArrayExpression") {
    const raw = file.text.slice(...node.range);
    const inner = raw.slice(1, -1);
    const kept = inner.split(",").filter((name) => !removed.includes(name.trim().toLowerCase()));
    return repairOf([replaceRange(node.range, raw.slice(0, 1) + kept.join(",").trim() + raw.slice(-1))]);
  }
  const gone = node.elements.flatMap((one) =>
    one?.type === "Literal" && typeof one.value === "string" && removed.includes(one.value.toLowerCase())
      ? [one]
      : [],
  );
  const edits = gone.map((one) => removeOneOf(file, node.elements, one, gone));
  const written = edits.flatMap((edit) => edit ?? []);
  return written.length < edits.length ? undefined : repairOf(written);
}
