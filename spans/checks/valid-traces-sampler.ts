import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, skipWrappers, type FunctionNode } from "../ast.ts";
import { defineCheck, type Repair, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { findFunctionValue, type FunctionValue } from "../init/function-value.ts";
import { initAnchors, readInit, type InitCall } from "../init/read-init.ts";
import { quoted } from "../options.ts";
import { findProperty } from "../repairs/property.ts";
import { repairOf } from "../repairs/replace.ts";
import { contextParameter, contextPath } from "../sampling/context.ts";
import { findHandType, findMember, removeType, replaceMember, type HandType } from "../sampling/hand-type.ts";
import { nodesIn } from "../sampling/nodes-in.ts";
import { findOldContext, type OldContextUse } from "../sampling/old-context.ts";
import { inheritAnswers, inheritInstead, isNever, readParentUse } from "../sampling/parent.ts";
import { answersOf, canFallOff, numberOf } from "../sampling/returns.ts";
import { styleOf } from "../style.ts";
import { wantsSampler, writeSampler } from "../sampling/write-sampler.ts";

export interface ValidTracesSamplerOptions {
  /** Report samplers that never look at the decision of the caller; a browser has none. */
  readonly requireParent: boolean;
}

type Message =
  | "oldContext"
  | "nothing"
  | "promise"
  | "range"
  | "status"
  | "gone"
  | "lossy"
  | "ignoresParent"
  | "missing"
  | "toContext"
  | "toInherit"
  | "toTable";
type Problem = SpanProblem<Message>;

/**
 * A `tracesSampler` that cannot do what it says, and the table of the config where there is none.
 *
 * @see facts: sentry 2 (rows 11, 12 and 31) and 4
 */
export const validTracesSampler = defineCheck<"valid-traces-sampler", Message, ValidTracesSamplerOptions>({
  name: "valid-traces-sampler",
  codemod: "fix-sampling",
  messages: {
    oldContext:
      "The context has had no 'transactionContext' since version 9, so this is undefined and every root gets the default rate. Read 'name' and the attribute 'sentry.op'.",
    nothing: "The sampler answers nothing on this way, and Sentry drops the span.",
    promise: "A sampler cannot wait: a promise is no rate, and Sentry drops the span.",
    range: "A rate is a number from 0 to 1; for {{value}} Sentry drops the span.",
    status: "The sampler runs when the root starts, so there is no status, response or error yet.",
    gone: "The context has had no '{{key}}' since version 8, so this is undefined. There are 'attributes' and 'normalizedRequest'.",
    lossy: "This follows the parent's decision but loses its rate, so that counts come out wrong.",
    ignoresParent: "The sampler does not look at the caller's decision, so traces break in the middle.",
    missing: "The config has a sampling table, and this init has no tracesSampler.",
    toContext: "Read it from the context as it is.",
    toInherit: "Use inheritOrSampleWith, which keeps the parent's decision and rate.",
    toTable: "Write the table of the config.",
  },
  defaultOptions: { requireParent: true },
  anchors: () => initAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { requireParent }) {
    const init = readInit(file, node);
    if (init === undefined) return [];
    if (wantsSampler(file, init)) return [missing(file, init)];
    const property = findProperty(init.options, "tracesSampler");
    const sampler = property === undefined ? undefined : findFunctionValue(file, property.value);
    if (property === undefined || sampler === undefined) return [];
    return [
      ...contextProblems(file, sampler),
      ...answerProblems(sampler.node),
      ...statusProblems(file, sampler.node),
      ...goneProblems(file, sampler.node),
      ...parentProblems(file, property, sampler, requireParent && init.runtime !== "browser"),
    ];
  },
});

function missing(file: SpanFile, init: InitCall): Problem {
  const repair = writeSampler(file, init);
  return {
    node: init.node.callee,
    message: "missing",
    repair: repair === undefined ? undefined : { ...repair, message: "toTable" },
  };
}

function contextProblems(file: SpanFile, sampler: FunctionValue): Problem[] {
  const uses = findOldContext(file, sampler.node);
  const type = findHandType(file, sampler.node);
  const member = type === undefined ? undefined : findMember(type, "transactionContext");
  if (type === undefined || member?.type !== "TSPropertySignature")
    return uses.map(({ node, repair }) => ({ ...oldContext(node, repair), isCertain: true }));
  // The type would not fit what the code reads, so both change at once.
  return [oldContext(member.key, repairTyped(file, sampler, type, member, uses))];
}

function oldContext(node: TSESTree.Node, repair: Repair | undefined): Problem {
  return {
    node,
    message: "oldContext",
    repair: repair === undefined ? undefined : { ...repair, message: "toContext" },
  };
}

/** Where the place gives the parameter its type, the hand-written one goes; elsewhere it is told what the context has. */
function repairTyped(
  file: SpanFile,
  { isInline }: FunctionValue,
  type: HandType,
  member: TSESTree.TypeElement,
  uses: readonly OldContextUse[],
): Repair | undefined {
  const edits = uses.flatMap(({ repair }) => repair?.group.edits ?? []);
  if (uses.some(({ repair }) => repair === undefined)) return undefined;
  if (isInline && type.annotation !== undefined) {
    const removed = removeType(file, type.annotation);
    return removed === undefined ? undefined : repairOf([removed, ...edits]);
  }
  const op = quoted("sentry.op", styleOf(file));
  const readsOp = edits.some(({ text }) => text.includes("attributes"));
  const wanted = {
    name: "name?: string",
    ...(readsOp ? { attributes: `attributes?: { ${op}?: string }` } : {}),
  };
  const written = Object.entries(wanted).flatMap(([key, text]) =>
    findMember(type, key) === undefined ? [text] : [],
  );
  const typed = type.isShared || written.length === 0 ? undefined : replaceMember(file, member, written);
  return typed === undefined ? undefined : repairOf([typed, ...edits]);
}

function answerProblems(sampler: FunctionNode): Problem[] {
  if (sampler.async || sampler.generator) return [{ node: headOf(sampler), message: "promise" }];
  const problems = answersOf(sampler).flatMap((answer): Problem[] => {
    if (answer === undefined) return [];
    const inner = fallbackOf(skipWrappers(answer));
    const rate = numberOf(inner);
    const isText = inner.type === "Literal" && (typeof inner.value === "string" || inner.value === null);
    const isNothing = inner.type === "Identifier" && inner.name === "undefined";
    if (isNothing) return [{ node: answer, message: "nothing" }];
    if (isText) return [{ node: answer, message: "range", data: { value: inner.raw } }];
    return rate === undefined || (rate >= 0 && rate <= 1)
      ? []
      : [{ node: answer, message: "range", data: { value: String(rate) } }];
  });
  const bare = nodesIn(sampler).filter((one) => one.type === "ReturnStatement" && one.argument === null);
  const isBare = bare.length > 0 && answersOf(sampler).includes(undefined);
  return [
    ...(canFallOff(sampler) || isBare ? [{ node: headOf(sampler), message: "nothing" } as const] : []),
    ...problems,
  ];
}

/** The rate in `context.inheritOrSampleWith(rate)`, which is the answer where there is no parent. */
function fallbackOf(answer: TSESTree.Node): TSESTree.Node {
  if (answer.type !== "CallExpression") return answer;
  const { callee } = answer;
  const name = callee.type === "MemberExpression" ? memberName(callee) : keyName(callee, false);
  return name === "inheritOrSampleWith" ? (answer.arguments[0] ?? answer) : answer;
}

/** What to underline for a whole function: its parameter, or its body where it has none. */
function headOf(sampler: FunctionNode): TSESTree.Node {
  return sampler.params[0] ?? sampler.body;
}

const TOO_LATE = /^(?:status|status_?code|error|exception|response)$/i;
const TOO_LATE_ATTRIBUTE =
  /^(?:http\.(?:response\.)?status_code|sentry\.status.*|error(?:\..+)?|exception\..+|status)$/;

function statusProblems(file: SpanFile, sampler: FunctionNode): Problem[] {
  return nodesIn(sampler).flatMap((node): Problem[] => {
    if (node.type !== "MemberExpression") return [];
    const path = contextPath(file, sampler, node);
    const last = path?.at(-1) ?? "";
    const isOwn = path?.length === 1 || (path?.length === 2 && path[0] === "transactionContext");
    const isAttribute = path?.length === 2 && path[0] === "attributes";
    return (isOwn && TOO_LATE.test(last)) || (isAttribute && TOO_LATE_ATTRIBUTE.test(last))
      ? [{ node, message: "status" }]
      : [];
  });
}

const GONE: readonly string[] = ["request", "location"];

/** What version 7 had of the request and of the page. */
function goneProblems(file: SpanFile, sampler: FunctionNode): Problem[] {
  const parameter = contextParameter(sampler);
  const properties = parameter?.type === "ObjectPattern" ? parameter.properties : [];
  const taken = properties.flatMap((one) => (one.type === "Property" ? [one.key] : []));
  const read = nodesIn(sampler).flatMap((node) =>
    node.type === "MemberExpression" && contextPath(file, sampler, node.object)?.length === 0
      ? [node.property]
      : [],
  );
  return [...taken, ...read].flatMap((node): Problem[] => {
    const key = keyName(node, false) ?? "";
    return GONE.includes(key) ? [{ node, message: "gone", data: { key } }] : [];
  });
}

function parentProblems(
  file: SpanFile,
  property: TSESTree.Property,
  sampler: FunctionValue,
  requireParent: boolean,
): Problem[] {
  const { node } = sampler;
  const use = readParentUse(file, node);
  const knows = file.sdk.major >= 9;
  const [first] = use.lossy;
  if (first !== undefined && knows) {
    const repair = inheritInstead(file, sampler, use);
    return [
      {
        node: first.node,
        message: "lossy",
        repair: repair === undefined ? undefined : { ...repair, message: "toInherit" },
      },
    ];
  }
  const isConstant = answersOf(node).every((answer) => answer !== undefined && isNever(answer));
  const isWanted = requireParent && file.config.sampling?.inherit !== false;
  if (use.kind === "reads" || !isWanted || !knows || isConstant) return [];
  const repair = node.async ? undefined : inheritAnswers(file, sampler);
  return [
    {
      node: property.key,
      message: "ignoresParent",
      repair: repair === undefined ? undefined : { ...repair, message: "toInherit" },
    },
  ];
}
