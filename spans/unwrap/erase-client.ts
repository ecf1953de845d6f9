import type { TSESTree } from "@typescript-eslint/types";
import { readHelperCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import type { Erasure } from "./erase.ts";

/** `rememberTrace(message);` as a statement goes with the white space in front of it; around a value, only the call goes. */
export function eraseRemembered(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (node.type !== "ExpressionStatement" || readHelperCall(file, node.expression) !== "rememberTrace")
    return undefined;
  const blank = /\s*$/.exec(file.text.slice(0, node.range[0]))?.[0].length ?? 0;
  return {
    range: node.range,
    edits: [{ range: [node.range[0] - blank, node.range[1]], text: "" }],
    dedents: [],
  };
}
