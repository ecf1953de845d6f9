import { contains } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { lineEndAt, lineIndent } from "../style.ts";
import type { SchemaObject } from "./extend-schema.ts";

/** `_sentry: z.object({ … }).optional()` behind the last property of a schema's object. */
export function propertyEdits(
  file: SpanFile,
  { node, library, local }: SchemaObject,
): readonly PlannedEdit[] {
  const property =
    library === "zod"
      ? `_sentry: ${local}.object({ trace: ${local}.string(), baggage: ${local}.string().optional() }).optional()`
      : `_sentry: ${local}.optional(${local}.object({ trace: ${local}.string(), baggage: ${local}.optional(${local}.string()) }))`;
  const brace = node.range[1] - 1;
  const last = node.properties.at(-1);
  if (last === undefined)
    return [{ range: [node.range[0] + 1, brace], text: ` ${property} `, side: "replace" }];
  const comma = /^\s*,/.exec(file.text.slice(last.range[1], brace))?.[0].length;
  const end = last.range[1] + (comma ?? 0);
  const comments = file.comments.filter(({ range }) => contains([end, brace], range));
  const at = Math.max(end, ...comments.map(({ range }) => range[1]));
  const isBroken = file.text.slice(last.range[1], brace).includes("\n");
  const gap = isBroken ? lineEndAt(file.text, at) + lineIndent(file.text, last.range[0]) : " ";
  if (comma !== undefined) return [{ range: [at, at], text: `${gap}${property},`, side: "open" }];
  if (at === end) return [{ range: [at, at], text: `,${gap}${property}`, side: "open" }];
  return [
    { range: [end, end], text: ",", side: "close" },
    { range: [at, at], text: gap + property, side: "open" },
  ];
}
