import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, skipWrappers } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";
import { constValue } from "./legacy-span.ts";
import { removedProblem, type UpgradeProblem } from "./problem.ts";

const RENAMED: Readonly<Record<string, string>> = {
  data: "attributes",
  description: "name",
  timestamp: "end_timestamp",
};

/**
 * What `spanToJSON` of version 11 calls otherwise.
 *
 * @see facts: sentry 2, row 30
 */
export function spanJsonProblems(file: SpanFile, node: TSESTree.Node): readonly UpgradeProblem[] {
  if (file.sdk.major < 11) return [];
  if (node.type === "MemberExpression") {
    const name = memberName(node) ?? "";
    if (!isOld(name) || node.computed || !isSpanJson(file, node.object)) return [];
    return [problemOf(file, node.property, name)];
  }
  if (node.type !== "VariableDeclarator" || node.id.type !== "ObjectPattern" || node.init === null) return [];
  if (!isSpanJson(file, node.init)) return [];
  return node.id.properties.flatMap((property) => {
    const name = property.type === "Property" ? (keyName(property.key, property.computed) ?? "") : "";
    if (property.type !== "Property" || !isOld(name)) return [];
    return [problemOf(file, property.key, name, property)];
  });
}

function problemOf(
  file: SpanFile,
  node: TSESTree.Node,
  name: string,
  property?: TSESTree.Property,
): UpgradeProblem {
  const wanted = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  const isSame = property?.value.type === "Identifier" && property.value.name === wanted;
  // A shorthand with a default is longer than its name, which stays.
  const text = property?.shorthand === true ? `${wanted ?? ""}: ${name}` : (wanted ?? "");
  const edit = isSame ? replaceRange(property.range, text) : replaceRange(node.range, text);
  const repair = wanted === undefined ? undefined : repairOf([edit]);
  const instead = wanted ?? "attributes['sentry.op']";
  return removedProblem(file, { node, what: `spanToJSON.${name}`, instead, repair, isCertain: true });
}

function isOld(name: string): boolean {
  return name === "op" || Object.hasOwn(RENAMED, name);
}

function isSpanJson(file: SpanFile, node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  if (sdkFunctionOf(file, inner) === "spanToJSON") return true;
  const init = constValue(file, inner);
  return init !== undefined && sdkFunctionOf(file, skipWrappers(init)) === "spanToJSON";
}
