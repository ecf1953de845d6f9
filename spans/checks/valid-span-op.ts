import type { TSESTree } from "@typescript-eslint/types";
import { readSpanCall } from "../calls.ts";
import { defineCheck, type SpanProblem, type Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { attributeAnchors, readAttributeWrites } from "../naming/attribute-writes.ts";
import { inferOp } from "../naming/infer-op.ts";
import { judgeOp, type OpJudgement } from "../naming/ops.ts";
import { literalsIn, staticText } from "../naming/static-value.ts";
import { findProperty } from "../repairs/property.ts";
import { quotedLike } from "../repairs/requote.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";

export interface ValidSpanOpOptions {
  /** Ops of the team; `agent.*` for all of a namespace. */
  readonly allow: readonly string[];
  /** `conventions`: any op that is not one of Sentry's is reported. */
  readonly mode: "known-mistakes" | "conventions";
}

type Message = "house" | "deprecated" | "gone" | "alias" | "broad" | "near" | "foreign" | "unknown" | "write";

/** What an AI span can be. */
const GEN_AI: readonly string[] = ["gen_ai.invoke_agent", "gen_ai.chat", "gen_ai.execute_tool"];

/**
 * Ops that Sentry's views do not group as they are meant: deprecated ones, other spellings, namespaces of other tools.
 *
 * @see facts: sentry 6
 */
export const validSpanOp = defineCheck<"valid-span-op", Message, ValidSpanOpOptions>({
  name: "valid-span-op",
  codemod: "name-spans",
  messages: {
    house: "This project calls the op '{{op}}' '{{replacement}}'.",
    deprecated: "The op '{{op}}' is deprecated; it is '{{replacement}}' now.",
    gone: "The op '{{op}}' is deprecated.",
    alias: "Sentry's op for '{{op}}' is '{{replacement}}'.",
    broad: "The op '{{op}}' says less than one of the ops below it, such as '{{replacement}}'.",
    near: "'{{op}}' is no op of Sentry's; '{{replacement}}' is.",
    foreign: "Sentry's AI views read 'gen_ai.*' ops alone, not '{{op}}'.",
    unknown: "'{{op}}' is no op of Sentry's conventions.",
    write: "Write '{{replacement}}'.",
  },
  defaultOptions: { allow: [], mode: "known-mistakes" },
  anchors: attributeAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, options) {
    const call = readSpanCall(file, node);
    const own = call?.options === undefined ? undefined : findProperty(call.options, "op")?.value;
    const written = readAttributeWrites(file, node).flatMap(({ key, value }) =>
      key === "sentry.op" ? [value] : [],
    );
    const inferred = inferOp(call?.callback);
    return [...(own === undefined ? [] : [own]), ...written]
      .flatMap(literalsIn)
      .flatMap((literal) => problemOf(file, literal, inferred, options) ?? []);
  },
});

function problemOf(
  file: SpanFile,
  literal: TSESTree.Node,
  inferred: string,
  { allow, mode }: ValidSpanOpOptions,
): SpanProblem<Message> | undefined {
  const op = staticText(literal) ?? "";
  if (allow.some((one) => one === op || (one.endsWith("*") && op.startsWith(one.slice(0, -1)))))
    return undefined;
  const judged = judgeOp(op, file.config.names, mode === "conventions");
  if (judged === undefined) return undefined;
  const write = (replacement: string): Suggestion<Message> => ({
    ...repairOf([replaceRange(literal.range, quotedLike(file, literal, replacement))]),
    message: "write",
    data: { replacement },
  });
  const replacement =
    judged.replacement ?? (op === "http" && inferred === "http.client" ? inferred : undefined);
  return {
    node: literal,
    message: messageOf(judged),
    data: { op, replacement: replacement ?? (op === "http" ? "http.client" : "") },
    ...(replacement === undefined ? {} : { repair: write(replacement) }),
    isCertain: judged.isCertain,
    alternatives: judged.kind === "foreign" ? GEN_AI.map(write) : [],
  };
}

function messageOf({ kind, replacement }: OpJudgement): Message {
  return kind === "deprecated" && replacement === undefined ? "gone" : kind;
}
