import type { TSESTree } from "@typescript-eslint/types";
import { keyName } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";

/** The property of an object literal by its static name. */
export function findProperty(object: TSESTree.ObjectExpression, name: string): TSESTree.Property | undefined {
  return object.properties.find(
    (one): one is TSESTree.Property => one.type === "Property" && keyName(one.key, one.computed) === name,
  );
}

/**
 * Takes a property, an element or an argument out of its list, with its comma; on lines of its own the lines go as well.
 * Comments stay where they are.
 */
export function removeItem(
  file: SpanFile,
  list: readonly (TSESTree.Node | null)[],
  item: TSESTree.Node,
): PlannedEdit {
  const { text } = file;
  const index = list.indexOf(item);
  const comma = /^\s*,/.exec(text.slice(item.range[1]))?.[0];
  let [start, end] = item.range;
  if (comma !== undefined) end += comma.length;
  else {
    // The last one without a trailing comma: the comma before it goes.
    const previous = list[index - 1];
    if (previous != null && /^\s*,\s*$/.test(text.slice(previous.range[1], start))) start = previous.range[1];
  }
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const rest = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0];
  if (rest !== undefined && text.slice(lineStart, start).trim() === "") {
    return { range: [lineStart, end + rest.length], text: "", side: "replace" };
  }
  if (comma !== undefined) end += /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { range: [start, end], text: "", side: "replace" };
}

/** Puts a property at the end of an object literal, in the literal's layout. */
export function addProperty(file: SpanFile, object: TSESTree.ObjectExpression, text: string): PlannedEdit {
  return addItem(file, object.properties, object.range, text, styleOf(file).bracketSpacing);
}

/** Puts an element at the end of an array literal, in the literal's layout. */
export function addElement(file: SpanFile, array: TSESTree.ArrayExpression, text: string): PlannedEdit {
  return addItem(file, array.elements, array.range, text, false);
}

function addItem(
  file: SpanFile,
  list: readonly (TSESTree.Node | null)[],
  range: readonly [number, number],
  text: string,
  spaced: boolean,
): PlannedEdit {
  const last = list.at(-1);
  if (last == null) {
    const [start, end] = [range[0] + 1, range[1] - 1];
    const isBlank = file.text.slice(start, end).trim() === "";
    const padded = spaced ? ` ${text} ` : text;
    return isBlank
      ? { range: [start, end], text: padded, side: "replace" }
      : { range: [start, start], text: ` ${text},`, side: "open" };
  }
  const comma = /^\s*,/.exec(file.text.slice(last.range[1]))?.[0];
  const at = last.range[1] + (comma?.length ?? 0);
  const isBroken = file.text.slice(range[0], last.range[0]).includes("\n");
  const lead = comma === undefined ? "," : "";
  if (!isBroken) return { range: [at, at], text: `${lead} ${text}`, side: "open" };
  const indent = lineIndent(file.text, last.range[0]);
  const tail = comma === undefined ? "" : ",";
  return { range: [at, at], text: `${lead}${lineEndAt(file.text, at)}${indent}${text}${tail}`, side: "open" };
}
