import type { TSESTree } from "@typescript-eslint/types";
import { keyName, skipWrappers } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { literalProperty } from "../calls.ts";
import { findProperty } from "../repairs/property.ts";
import { obsoleteOptions, transactionOptions } from "./obsolete-options.ts";
import type { InitCall } from "./read-init.ts";

/** An option of an `init` that does nothing where it stands. */
export interface UselessOption {
  readonly property: TSESTree.Property;
  readonly key: string;
  readonly why: "both" | "enableTracing" | "ignored" | "ipcMode";
  readonly advice: string;
}

/** Options that can go without a change in what is sent. */
export function uselessOptions(file: SpanFile, init: InitCall): readonly UselessOption[] {
  const { options, module } = init;
  const has = (key: string): boolean => findProperty(options, key) !== undefined;
  const found: UselessOption[] = [];
  for (const property of options.properties) {
    const key = property.type === "Property" ? keyName(property.key, property.computed) : undefined;
    if (property.type !== "Property" || key === undefined) continue;
    const add = (why: UselessOption["why"], advice = ""): void =>
      void found.push({ property, key, why, advice });
    if (key === "tracesSampleRate" && has("tracesSampler")) add("both");
    const isDecided = has("tracesSampler") || has("tracesSampleRate") || isLiteral(property.value, false);
    if (key === "enableTracing" && isSince(file, init, 9) && isDecided) add("enableTracing");
    if (key === "ipcMode" && /^@sentry\//.test(module) && !module.startsWith("@sentry/electron"))
      add("ipcMode");
    const obsolete = obsoleteOptions.find((one) => one.key === key);
    if (obsolete === undefined || !isSince(file, init, obsolete.since)) continue;
    const isHarmless =
      obsolete.harmless === "any" || (obsolete.harmless === "true" && isLiteral(property.value, true));
    if (isHarmless) add("ignored", obsolete.advice);
  }
  return found;
}

/** Options that are ignored although they were meant to do something, so that a person must say what now. */
export function ignoredOptions(file: SpanFile, init: InitCall): readonly UselessOption[] {
  const gone = uselessOptions(file, init);
  const isStream = streamsSpans(file, init);
  return init.options.properties.flatMap((property): UselessOption[] => {
    const key = property.type === "Property" ? keyName(property.key, property.computed) : undefined;
    if (property.type !== "Property" || key === undefined) return [];
    if (gone.some((one) => one.property === property)) return [];
    if (key === "enableTracing" && isSince(file, init, 9) && init.isWhole)
      return [{ property, key, why: "enableTracing", advice: "tracing is off; give a tracesSampleRate" }];
    if (transactionOptions.includes(key) && isStream)
      return [
        {
          property,
          key,
          why: "ignored",
          advice: "spans are streamed, so there are no transactions; see beforeSendSpan and ignoreSpans",
        },
      ];
    const obsolete = obsoleteOptions.find((one) => one.key === key);
    return obsolete !== undefined && isSince(file, init, obsolete.since)
      ? [{ property, key, why: "ignored", advice: obsolete.advice }]
      : [];
  });
}

/** The major is that of this very SDK: a package's browser SDK may have another one. */
export function isSince(file: SpanFile, { module }: InitCall, major: number): boolean {
  return module === file.sdk.module && file.sdk.major >= major;
}

function streamsSpans(file: SpanFile, init: InitCall): boolean {
  const property = findProperty(init.options, "traceLifecycle");
  if (property === undefined) return init.isWhole && isSince(file, init, 11);
  return literalProperty(init.options, "traceLifecycle") === "stream" && isSince(file, init, 10);
}

function isLiteral(node: TSESTree.Node, value: boolean): boolean {
  const inner = skipWrappers(node);
  return inner.type === "Literal" && inner.value === value;
}
