import type { SamplingConfig, SamplingRule, SpanwrightConfig } from "../config.ts";
import { quoted } from "../options.ts";
import type { FileStyle } from "../style.ts";
import { defaultRates, defaultRules } from "./default-rules.ts";
import { globPattern } from "./glob-pattern.ts";

export interface PrintSamplerOptions {
  readonly style: FileStyle;
  /** White space before each line but the first. */
  readonly indent: string;
  readonly isTypeScript: boolean;
  /** Expression that gives the environment's name. */
  readonly environment: string;
  /** Attribute keys of the path of an incoming request, the first that is set counts. */
  readonly pathKeys: readonly string[];
}

/** Prints the table of the config as a `tracesSampler`, lines joined by `\n`. */
export function printSampler(all: SpanwrightConfig, options: PrintSamplerOptions): string {
  const config = all.sampling ?? {};
  const { style, indent } = options;
  const end = style.semicolons ? ";" : "";
  const answer = (rate: number): string =>
    `return ${config.inherit === false ? String(rate) : `inheritOrSampleWith(${rate})`}${end}`;
  const rules = config.rules ?? defaultRules(all);
  const uses = (key: "name" | "op" | "path"): boolean => rules.some((rule) => rule[key] !== undefined);
  const body = [
    ...(uses("op") ? [`const op = ${attribute(["sentry.op"], style)}${end}`] : []),
    ...(uses("path") ? [pathLine(options, end)] : []),
    ...rules.flatMap((rule) => row(conditionOf(rule, style), answer(rule.rate), options)),
    ...restLines(config, options, answer, end),
  ];
  const taken = [
    ...(uses("name") ? ["name"] : []),
    ...(uses("op") || uses("path") ? ["attributes"] : []),
    ...(config.inherit === false ? [] : ["inheritOrSampleWith"]),
  ];
  const [open, close] = style.bracketSpacing ? ["{ ", " }"] : ["{", "}"];
  const parameter = taken.length === 0 ? "" : open + taken.join(", ") + close;
  const lines = body.map((line) => indent + style.unit + line);
  return [`(${parameter}) => {`, ...lines, `${indent}}`].join("\n");
}

/** Names that the printed sampler declares; the expression for the environment must not mean others by them. */
export const samplerLocals: readonly string[] = ["name", "attributes", "inheritOrSampleWith", "op", "path"];

function attribute(keys: readonly string[], style: FileStyle): string {
  const reads = keys.map((key) => `attributes?.[${quoted(key, style)}]`);
  return `String(${[...reads, quoted("", style)].join(" ?? ")})`;
}

/** Older attributes hold the query as well. */
function pathLine({ pathKeys, style }: PrintSamplerOptions, end: string): string {
  const cut = pathKeys.includes("http.target") ? `.replace(/\\?.*$/, ${quoted("", style)})` : "";
  return `const path = ${attribute(pathKeys, style)}${cut}${end}`;
}

/** One line, or two where that is too long. */
function row(condition: string, answer: string, { indent, style }: PrintSamplerOptions): string[] {
  const line = `if (${condition}) ${answer}`;
  const isShort = indent.length + style.unit.length + line.length <= style.width;
  return isShort ? [line] : [`if (${condition})`, style.unit + answer];
}

function conditionOf({ name, op, path }: SamplingRule, style: FileStyle): string {
  const tests = [
    ...(path === undefined ? [] : [`/${globPattern(path, "[^/]*")}/i.test(path)`]),
    ...(name === undefined ? [] : [`/${globPattern(name, ".*")}/i.test(name)`]),
    ...(op === undefined ? [] : [opTest(op, style)]),
  ];
  return tests.length === 0 ? "true" : tests.join(" && ");
}

function opTest(op: string, style: FileStyle): string {
  return /[*?{]/.test(op) ? `/${globPattern(op, ".*")}/.test(op)` : `op === ${quoted(op, style)}`;
}

function restLines(
  { default: rates = defaultRates }: SamplingConfig,
  { environment, isTypeScript, style }: PrintSamplerOptions,
  answer: (rate: number) => string,
  end: string,
): string[] {
  if (typeof rates === "number") return [answer(rates)];
  const entries = Object.entries(rates);
  const last = entries.at(-1);
  if (last === undefined) return [answer(1)];
  if (entries.length === 1) return [answer(last[1])];
  // Its own name may be what the expression reads.
  const local = /\benvironment\b/.test(environment) ? "stage" : "environment";
  const type = isTypeScript ? ": string | undefined" : "";
  return [
    `const ${local}${type} = ${environment}${end}`,
    ...entries.slice(0, -1).map(([key, rate]) => `if (${local} === ${quoted(key, style)}) ${answer(rate)}`),
    answer(last[1]),
  ];
}
