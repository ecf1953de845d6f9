import type { TSESTree } from "@typescript-eslint/types";
import { readHelperCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import type { Erasure } from "./erase.ts";

/** `@traced({ … })` of a method, with the white space up to what follows it. */
export function eraseDecorator(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (node.type !== "Decorator" || readHelperCall(file, node.expression) !== "traced") return undefined;
  const [start, end] = node.range;
  const after = /^\s*/.exec(file.text.slice(end))?.[0].length ?? 0;
  return { range: node.range, edits: [{ range: [start, end + after], text: "" }], dedents: [] };
}
