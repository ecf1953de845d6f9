import type { TSESTree } from "@typescript-eslint/types";
import type { TextEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import type { Erasure } from "./erase.ts";

const FORMS: readonly RegExp[] = [
  /^_sentry: (\w+)\.object\(\{ trace: \1\.string\(\), baggage: \1\.string\(\)\.optional\(\) \}\)\.optional\(\)$/,
  /^_sentry: (\w+)\.optional\(\1\.object\(\{ trace: \1\.string\(\), baggage: \1\.optional\(\1\.string\(\)\) \}\)\)$/,
];

/** `_sentry: z.object({ … }).optional()` in a schema, with its comma or with the one before it. */
export function eraseSchemaProperty(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (node.type !== "Property" || node.parent.type !== "ObjectExpression") return undefined;
  const [start, end] = node.range;
  if (!FORMS.some((form) => form.test(file.text.slice(start, end)))) return undefined;
  const { properties, range } = node.parent;
  const previous = properties[properties.indexOf(node) - 1];
  const edits: TextEdit[] = [];
  if (previous === undefined) edits.push({ range: [range[0] + 1, range[1] - 1], text: "" });
  else {
    const blank = /\s*$/.exec(file.text.slice(0, start))?.[0].length ?? 0;
    const isEnded = file.text[end] === ",";
    if (!isEnded) edits.push({ range: [previous.range[1], previous.range[1] + 1], text: "" });
    edits.push({ range: [start - blank, isEnded ? end + 1 : end], text: "" });
  }
  return { range: node.range, edits, dedents: [] };
}
