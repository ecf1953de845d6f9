import type { TSESTree } from "@typescript-eslint/types";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { textOf } from "../file.ts";
import { literalProperty } from "../calls.ts";
import { findFunctionValue } from "../init/function-value.ts";
import { initAnchors, readInit, type InitCall } from "../init/read-init.ts";
import { findProperty } from "../repairs/property.ts";
import { answersOf, numberOf } from "../sampling/returns.ts";

export interface NoFullSamplingOptions {
  /** The rate from which on sampling counts as full. */
  readonly max: number;
  /** Words of endpoints that a server's sampler should know; none: it need not know any. */
  readonly healthPatterns: readonly string[];
}

type Message = "rate" | "constant" | "health";
type Problem = SpanProblem<Message>;

/** Every root sampled, wherever the code runs: what a start-up template says, and what a busy production pays for. */
export const noFullSampling = defineCheck<"no-full-sampling", Message, NoFullSamplingOptions>({
  name: "no-full-sampling",
  messages: {
    rate: "Every root is sampled at {{rate}}, in production too; write a 'tracesSampler' or a lower rate.",
    constant: "This sampler answers {{rate}} for every root.",
    health: "This sampler samples health checks like everything else.",
  },
  defaultOptions: { max: 1, healthPatterns: ["health", "ping", "status", "ready", "live"] },
  anchors: () => initAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, options) {
    const init = readInit(file, node);
    if (init === undefined || isForDevelopment(file, init)) return [];
    const sampler = findProperty(init.options, "tracesSampler");
    return sampler === undefined
      ? rateProblems(init, options)
      : samplerProblems(file, init, sampler, options);
  },
});

/** The name of the environment, or of the file, says that this is not production. */
function isForDevelopment(file: SpanFile, { options }: InitCall): boolean {
  const environment = literalProperty(options, "environment");
  return (
    /^(?:dev|test|local)/i.test(environment ?? "") || /[./-](?:dev|development|test|local)\./.test(file.path)
  );
}

function rateProblems({ options }: InitCall, { max }: NoFullSamplingOptions): Problem[] {
  const value = findProperty(options, "tracesSampleRate")?.value;
  const rate = value === undefined ? undefined : numberOf(value);
  return value !== undefined && rate !== undefined && rate >= max
    ? [{ node: value, message: "rate", data: { rate: String(rate) } }]
    : [];
}

function samplerProblems(
  file: SpanFile,
  { runtime }: InitCall,
  property: TSESTree.Property,
  { max, healthPatterns }: NoFullSamplingOptions,
): Problem[] {
  const sampler = findFunctionValue(file, property.value)?.node;
  if (sampler === undefined) return [];
  const rates = answersOf(sampler).map((answer) => (answer === undefined ? undefined : rateOf(answer)));
  const [first] = rates;
  if (first !== undefined && rates.every((rate) => rate !== undefined && rate >= max))
    return [{ node: property.key, message: "constant", data: { rate: String(first) } }];
  const text = textOf(file, sampler).toLowerCase();
  const isBlind =
    healthPatterns.length > 0 && !healthPatterns.some((word) => text.includes(word.toLowerCase()));
  return isBlind && runtime === "server" && samplesFully(rates, max)
    ? [{ node: property.key, message: "health" }]
    : [];
}

/** Where everything is sampled low, a health check now and then does no harm. */
function samplesFully(rates: readonly (number | undefined)[], max: number): boolean {
  return rates.some((rate) => rate !== undefined && rate >= max);
}

/** `1`, `true`, and what `inheritOrSampleWith(1)` falls back to. */
function rateOf(answer: TSESTree.Node): number | undefined {
  if (answer.type === "Literal" && typeof answer.value === "boolean") return Number(answer.value);
  if (answer.type !== "CallExpression") return numberOf(answer);
  const isInherited = /inheritOrSampleWith$/.test(
    answer.callee.type === "Identifier"
      ? answer.callee.name
      : answer.callee.type === "MemberExpression" && answer.callee.property.type === "Identifier"
        ? answer.callee.property.name
        : "",
  );
  const [only] = answer.arguments;
  return isInherited && only !== undefined ? numberOf(only) : undefined;
}
