import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, skipWrappers, type FunctionNode } from "../ast.ts";
import type { Repair } from "../check.ts";
import type { PlannedEdit } from "../edit.ts";
import { textOf, type SpanFile } from "../file.ts";
import { insertAt, repairOf, replaceRange } from "../repairs/replace.ts";
import { styleOf } from "../style.ts";
import { contextParameter, contextPath } from "./context.ts";
import type { FunctionValue } from "../init/function-value.ts";
import { addMember, findHandType, findMember, removeType } from "./hand-type.ts";
import { nodesIn } from "./nodes-in.ts";
import { answersOf, numberOf } from "./returns.ts";

const INHERIT = "inheritOrSampleWith";
const PARENT_KEYS: readonly string[] = ["parentSampled", "parentSampleRate", INHERIT];

/** What a sampler does with the decision of the caller's process. */
export interface ParentUse {
  /** `reads`: it looks at the decision, or hands the context on; `ignores`: nothing in it does. */
  readonly kind: "reads" | "ignores";
  /** `parentSampled ? 1 : rate`, which loses the rate of the parent. */
  readonly lossy: readonly { readonly node: TSESTree.Node; readonly rate: string }[];
}

/** Reads what a sampler does with the parent's decision. */
export function readParentUse(file: SpanFile, sampler: FunctionNode): ParentUse {
  let reads = false;
  const lossy: { node: TSESTree.Node; rate: string }[] = [];
  for (const node of nodesIn(sampler)) {
    if (node.type === "RestElement" && node.parent.type === "ObjectPattern") reads = true;
    if (node.type === "Property" && PARENT_KEYS.includes(keyName(node.key, node.computed) ?? ""))
      reads = true;
    if (node.type === "MemberExpression" || node.type === "Identifier") {
      const path = contextPath(file, sampler, node);
      if (path !== undefined && PARENT_KEYS.includes(path[0] ?? "")) reads = true;
      if (path?.length === 0 && isHandedOn(sampler, node)) reads = true;
    }
    const rate = lossyRate(file, sampler, node);
    if (rate !== undefined) lossy.push({ node, rate });
  }
  return { kind: reads ? "reads" : "ignores", lossy };
}

/** The edits that let a sampler inherit the parent's decision, with its rate; `undefined` where that is not certain. */
export function inheritInstead(
  file: SpanFile,
  sampler: FunctionValue,
  { lossy }: ParentUse,
): Repair | undefined {
  const callee = findCallee(file, sampler);
  if (callee === undefined) return undefined;
  return repairOf([
    ...callee.edits,
    ...lossy.map(({ node, rate }) => replaceRange(node.range, `${callee.text}(${rate})`)),
  ]);
}

/** The edits that make every answer but "never" a fallback for roots without a parent. */
export function inheritAnswers(file: SpanFile, sampler: FunctionValue): Repair | undefined {
  const callee = findCallee(file, sampler);
  const answers = answersOf(sampler.node);
  if (callee === undefined || answers.some((one) => one === undefined || isUnfit(one))) return undefined;
  const edits = answers.flatMap((answer): PlannedEdit[] => {
    if (answer === undefined || isNever(answer)) return [];
    if (answer.type === "Literal" && answer.value === true)
      return [replaceRange(answer.range, `${callee.text}(1)`)];
    return [
      insertAt(answer.range[0], `${callee.text}(`),
      { range: [answer.range[1], answer.range[1]], text: ")", side: "close" },
    ];
  });
  return edits.length === 0 ? undefined : repairOf([...callee.edits, ...edits]);
}

/** `0` and `false` say "never", whatever the caller thinks. */
export function isNever(answer: TSESTree.Node): boolean {
  const inner = skipWrappers(answer);
  return inner.type === "Literal" && (inner.value === 0 || inner.value === false);
}

/** A comma would make two arguments; text and nothing are wrong anyway. */
function isUnfit(answer: TSESTree.Node): boolean {
  const inner = skipWrappers(answer);
  return (
    inner.type === "SequenceExpression" ||
    isFunction(inner) ||
    (inner.type === "Literal" && typeof inner.value !== "number" && typeof inner.value !== "boolean") ||
    (inner.type === "Identifier" && inner.name === "undefined")
  );
}

/** The context as a whole goes to something else, which may look at the parent. */
function isHandedOn(sampler: FunctionNode, node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent === undefined || parent === sampler) return false;
  return (
    parent.type !== "MemberExpression" &&
    !(parent.type === "VariableDeclarator" && parent.id.type === "ObjectPattern")
  );
}

function lossyRate(file: SpanFile, sampler: FunctionNode, node: TSESTree.Node): string | undefined {
  const isParent = (one: TSESTree.Node): boolean =>
    contextPath(file, sampler, one)?.join(".") === "parentSampled";
  if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "Number") {
    const [only] = node.arguments;
    return only !== undefined && isParent(only) ? "0" : undefined;
  }
  if (node.type !== "ConditionalExpression" || !isParent(node.test) || !isAlways(node.consequent))
    return undefined;
  if (isNever(node.alternate)) return "0";
  const other = skipWrappers(node.alternate);
  return numberOf(other) !== undefined || other.type === "Identifier"
    ? textOf(file, node.alternate)
    : undefined;
}

function isAlways(node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  return inner.type === "Literal" && (inner.value === 1 || inner.value === true);
}

interface Callee {
  readonly text: string;
  /** What must change so that the text means something. */
  readonly edits: readonly PlannedEdit[];
}

function findCallee(file: SpanFile, { node, isInline }: FunctionValue): Callee | undefined {
  const parameter = contextParameter(node);
  if (parameter === undefined)
    return node.params.length > 0 || !isInline ? undefined : addParameter(file, node);
  const typing = retype(file, { node, isInline });
  if (typing === undefined) return undefined;
  if (parameter.type === "Identifier") return { text: `${parameter.name}.${INHERIT}`, edits: typing };
  const bound = parameter.properties.find(
    (one) => one.type === "Property" && keyName(one.key, one.computed) === INHERIT,
  );
  if (bound?.type === "Property" && bound.value.type === "Identifier")
    return { text: bound.value.name, edits: typing };
  const last = parameter.properties.at(-1);
  if (bound !== undefined || last?.type !== "Property") return undefined;
  const added: PlannedEdit = { range: [last.range[1], last.range[1]], text: `, ${INHERIT}`, side: "close" };
  return { text: INHERIT, edits: [added, ...typing] };
}

/** A type written by hand hides what the SDK hands over; where the place gives the parameter its type, that one can go. */
function retype(file: SpanFile, { node, isInline }: FunctionValue): readonly PlannedEdit[] | undefined {
  const type = findHandType(file, node);
  if (type === undefined || findMember(type, INHERIT) !== undefined) return [];
  if (isInline && type.annotation !== undefined) {
    // With the old context in it, the repair of that takes the type away.
    if (findMember(type, "transactionContext") !== undefined) return [];
    const removed = removeType(file, type.annotation);
    return removed === undefined ? undefined : [removed];
  }
  const added = type.isShared ? undefined : addMember(file, type, `${INHERIT}: (rate: number) => number`);
  return added === undefined ? undefined : [added];
}

/** `() => 0.5` takes nothing yet. */
function addParameter(file: SpanFile, node: FunctionNode): Callee | undefined {
  const open = /^(?:async\s*)?(?:function\s*\w*\s*)?\(\s*\)/.exec(textOf(file, node))?.[0];
  if (open === undefined) return undefined;
  const at = node.range[0] + open.indexOf("(") + 1;
  const [left, right] = styleOf(file).bracketSpacing ? ["{ ", " }"] : ["{", "}"];
  return { text: INHERIT, edits: [insertAt(at, left + INHERIT + right)] };
}
