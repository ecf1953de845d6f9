import type { TSESTree } from "@typescript-eslint/types";
import { isFunction } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { insertAt } from "./replace.ts";

/**
 * Puts a statement before the one that an expression belongs to: before its line, into braces where it has none, or into a body that
 * was a single expression.
 *
 * @param text - the statement, without a semicolon.
 * @returns `undefined` where the expression is a part of something else, so that it would run after the new statement or not at all.
 */
export function insertBefore(
  file: SpanFile,
  expression: TSESTree.Expression,
  text: string,
): readonly PlannedEdit[] | undefined {
  let at: TSESTree.Node = expression;
  while (
    at.parent?.type === "AwaitExpression" ||
    (at.parent?.type === "UnaryExpression" && at.parent.operator === "void")
  )
    at = at.parent;
  const { parent } = at;
  if (isFunction(parent) && parent.body === at) return intoBody(file, parent.body, text);
  if (parent?.type !== "ExpressionStatement" && parent?.type !== "ReturnStatement") return undefined;
  return insertBeforeStatement(file, parent, text);
}

/** The same for a statement that is known. */
export function insertBeforeStatement(
  file: SpanFile,
  statement: TSESTree.Statement,
  text: string,
): readonly PlannedEdit[] | undefined {
  switch (statement.parent.type) {
    case "BlockStatement":
    case "Program":
    case "SwitchCase":
      return [insertAt(statement.range[0], text + separator(file, statement))];
    case "IfStatement":
      return intoBraces(file, statement, text);
    default:
      return undefined;
  }
}

/** What comes between the new statement and an old one: a line end where that one begins its line. */
function separator(file: SpanFile, { range: [start] }: TSESTree.Node): string {
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  if (file.text.slice(lineStart, start).trim() !== "") return "; ";
  return `${styleOf(file).semicolons ? ";" : ""}${lineEndAt(file.text, start)}${lineIndent(file.text, start)}`;
}

/** `if (x) exit();` gets braces; one with an `else` has its own layout, so a comment or a second branch is left to a person. */
function intoBraces(
  file: SpanFile,
  statement: TSESTree.Node,
  text: string,
): readonly PlannedEdit[] | undefined {
  const owner = statement.parent;
  if (owner?.type !== "IfStatement" || owner.alternate !== null) return undefined;
  const { semicolons, unit } = styleOf(file);
  const end = lineEndAt(file.text, statement.range[0]);
  const indent = lineIndent(file.text, owner.range[0]);
  const between = file.text.slice(owner.test.range[1], statement.range[0]);
  const gap = /^\s*\)(\s*)$/.exec(between)?.[1];
  if (gap === undefined) return undefined;
  const inner = `${end}${indent}${unit}`;
  const open = `${gap === "" ? " " : ""}{${inner}${text}${semicolons ? ";" : ""}${inner}`;
  return [
    gap === "" || gap === " "
      ? insertAt(statement.range[0], open)
      : { range: [statement.range[0] - gap.length, statement.range[0]], text: ` ${open}`, side: "replace" },
    { range: [statement.range[1], statement.range[1]], text: `${end}${indent}}`, side: "close" },
  ];
}

/** `() => exit()` becomes a block. */
function intoBody(file: SpanFile, body: TSESTree.Node, text: string): readonly PlannedEdit[] | undefined {
  const { semicolons, unit } = styleOf(file);
  const [start, end] = body.range;
  if (!/=>\s*$/.test(file.text.slice(0, start))) return undefined;
  const line = lineEndAt(file.text, start);
  const indent = lineIndent(file.text, start);
  const mark = semicolons ? ";" : "";
  const inner = `${line}${indent}${unit}`;
  return [
    insertAt(start, `{${inner}${text}${mark}${inner}`),
    { range: [end, end], text: `${mark}${line}${indent}}`, side: "close" },
  ];
}
