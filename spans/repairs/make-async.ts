import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, skipWrappersUp, type FunctionNode } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { referencesOf } from "../shutdown/lost-data.ts";
import { insertAt } from "./replace.ts";

/** Those of which nobody looks at what the function that they are given returns. */
const IGNORING =
  /^(?:on|once|addListener|prependListener|close|end|listen|stop|quit|disconnect|shutdown|destroy|then|catch|finally|exec|execFile|action|nextTick)$/;

/**
 * The edits that make a function async, where that changes nothing for whoever calls it: nobody reads its result, and nothing runs
 * after it that counts on its being over.
 *
 * @returns an empty list for one that is async already, `undefined` where a person must look.
 */
export function asyncEdits(file: SpanFile, node: FunctionNode): readonly PlannedEdit[] | undefined {
  if (node.async) return [];
  if (node.generator) return undefined;
  const isFree = isIgnoredCallback(node) || isIgnoredFunction(file, node);
  const annotation = annotationEdits(file, node);
  if (!isFree || annotation === undefined) return undefined;
  return [insertAt(node.range[0], "async "), ...annotation];
}

function isIgnoredCallback(node: FunctionNode): boolean {
  const { parent } = node;
  return parent?.type === "CallExpression" && parent.callee !== node && ignoresResult(parent);
}

function ignoresResult({ callee }: TSESTree.CallExpression): boolean {
  if (callee.type === "Identifier") return /^(?:setTimeout|setImmediate|queueMicrotask)$/.test(callee.name);
  return callee.type === "MemberExpression" && IGNORING.test(memberName(callee) ?? "");
}

/** A named function of the file's own, of which every use is a listener, or a call with nothing behind it. */
function isIgnoredFunction(file: SpanFile, node: FunctionNode): boolean {
  const declared = node.type === "FunctionDeclaration" ? node : node.parent;
  if (declared?.type !== "FunctionDeclaration" && declared?.type !== "VariableDeclarator") return false;
  const statement = declared.type === "VariableDeclarator" ? declared.parent : declared;
  if (statement.parent?.type.startsWith("Export") === true) return false;
  if (declared.type === "VariableDeclarator" && declared.id.type === "Identifier") {
    // `const stop: () => void = …` takes an async function, others may not.
    const type = declared.id.typeAnnotation;
    if (type != null && !/=>\s*void$/.test(file.text.slice(...type.range))) return false;
  }
  return referencesOf(file, node).every((reference) => isIgnoredUse(reference));
}

function isIgnoredUse(reference: TSESTree.Node): boolean {
  const { parent } = reference;
  if (parent?.type !== "CallExpression") return false;
  if (parent.callee !== reference) return ignoresResult(parent);
  const outer = skipWrappersUp(parent);
  const above = outer.parent;
  if (above?.type === "AwaitExpression") return true;
  if (above?.type === "ArrowFunctionExpression") return isIgnoredCallback(above);
  if (above?.type !== "ExpressionStatement" && above?.type !== "ReturnStatement") return false;
  return endsFunction(above);
}

/** Nothing of the function runs behind a statement; the function itself is a callback of which nobody reads the result. */
function endsFunction(statement: TSESTree.Node): boolean {
  for (let at = statement; at.parent != null; at = at.parent) {
    const { parent } = at;
    if (isFunction(parent)) return isIgnoredCallback(parent) || parent.async;
    if (parent.type === "IfStatement") continue;
    if (parent.type !== "BlockStatement") return false;
    if (statement.type !== "ReturnStatement" && parent.body.at(-1) !== at) return false;
  }
  return false;
}

/** `: void` becomes `: Promise<void>`; other types are not what they say, so a person decides. */
function annotationEdits(file: SpanFile, node: FunctionNode): readonly PlannedEdit[] | undefined {
  const type = node.returnType?.typeAnnotation;
  if (type == null) return [];
  if (type.type !== "TSVoidKeyword" && type.type !== "TSNeverKeyword") return undefined;
  const text = file.text.slice(...type.range);
  return [{ range: type.range, text: `Promise<${text}>`, side: "replace" }];
}
