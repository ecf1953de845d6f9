import type { TSESTree } from "@typescript-eslint/types";
import type { Repair } from "../check.ts";
import type { SamplingConfig } from "../config.ts";
import type { PlannedEdit } from "../edit.ts";
import { textOf, type SpanFile } from "../file.ts";
import type { InitCall } from "../init/read-init.ts";
import { uselessOptions } from "../init/useless-options.ts";
import { findProperty } from "../repairs/property.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { walk } from "../walk.ts";
import { printSampler, samplerLocals } from "./print-sampler.ts";

/** Whether the config's table asks for a sampler in an `init`, which has none. */
export function wantsSampler(file: SpanFile, init: InitCall): boolean {
  return (
    file.config.sampling !== undefined &&
    file.sdk.major >= 9 &&
    init.runtime === "server" &&
    init.isWhole &&
    findProperty(init.options, "tracesSampler") === undefined
  );
}

/**
 * Writes the config's table into an `init`: in the place of `tracesSampleRate`, else as the last option.
 *
 * @returns `undefined` where the environment cannot be told, or a comment would be lost.
 */
export function writeSampler(file: SpanFile, init: InitCall): Repair | undefined {
  const { config } = file;
  const style = styleOf(file);
  const { options } = init;
  const environment = environmentOf(file, init);
  if (config.sampling === undefined || environment === undefined || !hasRates(config.sampling))
    return undefined;
  const rate = findProperty(options, "tracesSampleRate");
  const [first] = options.properties;
  const isBroken = first !== undefined && file.text.slice(options.range[0], first.range[0]).includes("\n");
  // The lines of a broken literal say how far its options are indented; a flat one gets lines of its own.
  const outer = lineIndent(file.text, options.range[0]);
  const indent = isBroken ? lineIndent(file.text, first.range[0]) : outer + style.unit;
  const printed = printSampler(config, {
    style,
    indent,
    isTypeScript: /\.[cm]?tsx?$/.test(file.path),
    environment,
    pathKeys: pathKeysOf(file, init),
  });
  const eol = lineEndAt(file.text, options.range[0]);
  const text = `tracesSampler: ${printed}`.replaceAll("\n", eol);
  if (isBroken && rate !== undefined) {
    const holds = ({ range }: TSESTree.Comment): boolean =>
      rate.range[0] <= range[0] && range[1] <= rate.range[1];
    return file.comments.some(holds) ? undefined : repairOf([replaceRange(rate.range, text)]);
  }
  return isBroken
    ? appendOption(file, init, text, eol + indent)
    : breakLiteral(file, init, text, indent, outer, eol);
}

/** Rates outside 0 to 1 would drop every span that they are for. */
function hasRates({ rules = [], default: rest = {} }: SamplingConfig): boolean {
  const rates = [
    ...rules.map(({ rate }) => rate),
    ...(typeof rest === "number" ? [rest] : Object.values(rest)),
  ];
  return rates.every((rate) => rate >= 0 && rate <= 1);
}

/** Keys of the path at a root's start, by SDK. Next.js brings spans of its own, with the older key. */
function pathKeysOf({ sdk }: SpanFile, { module }: InitCall): readonly string[] {
  if (sdk.major === 9) return ["http.target"];
  return module === "@sentry/nextjs" ? ["url.path", "http.target"] : ["url.path"];
}

/** Behind the last option that stays. */
function appendOption(file: SpanFile, init: InitCall, text: string, line: string): Repair | undefined {
  const gone = uselessOptions(file, init).map(({ property }) => property);
  const last = init.options.properties.findLast((one) => !(one.type === "Property" && gone.includes(one)));
  if (last === undefined) return undefined;
  const comma = /^\s*,/.exec(file.text.slice(last.range[1]))?.[0];
  const at = last.range[1] + (comma?.length ?? 0);
  const tail = comma === undefined ? "" : ",";
  return repairOf([
    { range: [at, at], text: `${comma === undefined ? "," : ""}${line}${text}${tail}`, side: "open" },
  ]);
}

/** A sampler makes a literal long: `{ dsn }` is broken, one option a line. */
function breakLiteral(
  file: SpanFile,
  init: InitCall,
  text: string,
  inner: string,
  outer: string,
  eol: string,
): Repair | undefined {
  const { properties, range } = init.options;
  const gone = uselessOptions(file, init).map(({ property }) => property);
  if (file.comments.some((one) => range[0] <= one.range[0] && one.range[1] <= range[1])) return undefined;
  const kept = properties
    .filter((one) => one.type !== "Property" || !(gone.includes(one) || isNamed(one, "tracesSampleRate")))
    .map((one) => textOf(file, one));
  if (kept.some((one) => one.includes("\n"))) return undefined;
  const comma = styleOf(file).trailingCommas ? "," : "";
  const lines = [...kept, text].map((one) => `${eol}${inner}${one}`);
  const edit: PlannedEdit = replaceRange(range, `{${lines.join(",")}${comma}${eol}${outer}}`);
  return repairOf([edit]);
}

function isNamed({ key }: TSESTree.Property, name: string): boolean {
  return key.type === "Identifier" && key.name === name;
}

/** What the `init` itself says, else what the SDK would look at. */
function environmentOf(file: SpanFile, init: InitCall): string | undefined {
  const own = findProperty(init.options, "environment")?.value;
  if (own !== undefined) return isPlain(own) ? textOf(file, own) : undefined;
  if (/^@sentry\/(?:cloudflare|deno|vercel-edge)/.test(init.module)) return undefined;
  return "process.env.SENTRY_ENVIRONMENT ?? process.env.NODE_ENV";
}

/** Reading it again changes nothing, and it means the same inside the sampler. */
function isPlain(node: TSESTree.Node): boolean {
  let plain = true;
  walk(node, (one) => {
    if (!PLAIN.has(one.type)) plain = false;
    const isKey =
      one.parent?.type === "MemberExpression" && one.parent.property === one && !one.parent.computed;
    if (one.type === "Identifier" && !isKey && samplerLocals.includes(one.name)) plain = false;
  });
  return plain;
}

const PLAIN = new Set<string>([
  "Identifier",
  "Literal",
  "MemberExpression",
  "ChainExpression",
  "LogicalExpression",
  "ConditionalExpression",
  "BinaryExpression",
  "MetaProperty",
  "TSAsExpression",
  "TSStringKeyword",
]);
