import type { TSESTree } from "@typescript-eslint/types";
import { keyName } from "../ast.ts";
import { readSpanCall } from "../calls.ts";
import type { PlannedEdit } from "../edit.ts";
import { textOf, type SpanFile } from "../file.ts";
import { addProperty, findProperty } from "../repairs/property.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { removedProblem, type UpgradeProblem } from "./problem.ts";

const NEW_KEYS: Readonly<Record<string, string>> = {
  description: "name",
  data: "attributes",
  tags: "attributes",
};

/** Options of version 7 that a start call takes no notice of, and `forceTransaction`, which version 11 has deprecated. */
export function startOptionProblems(file: SpanFile, node: TSESTree.Node): readonly UpgradeProblem[] {
  const options = readSpanCall(file, node)?.options;
  if (options === undefined) return [];
  return options.properties.flatMap((property): UpgradeProblem[] => {
    if (property.type !== "Property") return [];
    const key = keyName(property.key, property.computed) ?? "";
    const wanted = Object.hasOwn(NEW_KEYS, key) ? (NEW_KEYS[key] ?? "") : undefined;
    if (wanted !== undefined && file.sdk.major >= 8) {
      const edit = keyEdit(file, options, property, wanted);
      const repair = edit === undefined ? undefined : repairOf([edit]);
      return [
        removedProblem(file, {
          node: property,
          what: key,
          instead: wanted,
          isIgnored: true,
          repair,
          isCertain: true,
        }),
      ];
    }
    if (key !== "forceTransaction" || file.sdk.major < 11) return [];
    const isTrue = property.value.type === "Literal" && property.value.value === true;
    const isFree = findProperty(options, "parentSpan") === undefined;
    const repair =
      isTrue && isFree ? repairOf([replaceRange(property.range, "parentSpan: null")]) : undefined;
    return [
      removedProblem(file, {
        node: property,
        what: key,
        instead: "parentSpan: null",
        isIgnored: true,
        repair,
      }),
    ];
  });
}

/**
 * The edits that make options of version 7 ones of today.
 *
 * @param parent - text of the span that becomes the parent, or `null` for a root.
 * @returns `undefined` where something in them has no counterpart.
 */
export function convertOptions(
  file: SpanFile,
  options: TSESTree.ObjectExpression,
  parent: string,
): readonly PlannedEdit[] | undefined {
  const edits: PlannedEdit[] = [];
  let hasName = false;
  for (const property of options.properties) {
    if (property.type !== "Property") return undefined;
    const key = keyName(property.key, property.computed) ?? "";
    if (!/^(?:name|op|description|data|tags|attributes|startTimestamp|origin)$/.test(key)) return undefined;
    if (key === "name" || key === "description") {
      if (hasName) return undefined;
      hasName = true;
    }
    if (key === "startTimestamp") edits.push(renamed(file, property, "startTime"));
    const wanted = NEW_KEYS[key];
    const edit = wanted === undefined ? undefined : keyEdit(file, options, property, wanted);
    if (wanted !== undefined && edit === undefined) return undefined;
    if (edit !== undefined) edits.push(edit);
  }
  return hasName ? [...edits, addProperty(file, options, `parentSpan: ${parent}`)] : undefined;
}

/** A key that gets another name, unless the options have one by that name, or two that want it. */
function keyEdit(
  file: SpanFile,
  options: TSESTree.ObjectExpression,
  property: TSESTree.Property,
  wanted: string,
): PlannedEdit | undefined {
  const isTaken = options.properties.some(
    (other) =>
      other !== property &&
      (other.type !== "Property" ||
        [wanted, ...Object.keys(NEW_KEYS).filter((key) => NEW_KEYS[key] === wanted)].includes(
          keyName(other.key, other.computed) ?? "",
        )),
  );
  return isTaken ? undefined : renamed(file, property, wanted);
}

function renamed(file: SpanFile, property: TSESTree.Property, key: string): PlannedEdit {
  return property.shorthand
    ? replaceRange(property.range, `${key}: ${textOf(file, property.value)}`)
    : replaceRange(property.key.range, key);
}
