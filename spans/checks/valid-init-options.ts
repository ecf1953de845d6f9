import type { TSESTree } from "@typescript-eslint/types";
import { keyName, skipWrappers } from "../ast.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { defaultIntegrations } from "../init/obsolete-options.ts";
import { initAnchors, readInit, type InitCall } from "../init/read-init.ts";
import { ignoredOptions, isSince, uselessOptions, type UselessOption } from "../init/useless-options.ts";
import { findProperty } from "../repairs/property.ts";
import { removeOneOf } from "../repairs/remove-items.ts";
import { repairOf } from "../repairs/replace.ts";
import { numberOf } from "../sampling/returns.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";

type Message =
  "both" | "rate" | "ignored" | "enableTracing" | "ipcMode" | "scope" | "needless" | "remove" | "toRate";
type Problem = SpanProblem<Message>;

/**
 * Options of `Sentry.init` that do nothing, or not what they say, in the installed major.
 *
 * @see facts: sentry 2 (rows 10 and 29), 4 and 5
 */
export const validInitOptions = defineCheck<"valid-init-options", Message, object>({
  name: "valid-init-options",
  codemod: "fix-sampling",
  messages: {
    both: "With 'tracesSampler' there, 'tracesSampleRate' is not looked at.",
    rate: "'{{key}}' is a number from 0 to 1, not {{value}}: Sentry drops every span.",
    ignored: "SDK {{major}} ignores '{{key}}': {{advice}}.",
    enableTracing: "'enableTracing' has been gone since version 9{{advice}}.",
    ipcMode: "'ipcMode' is an option of @sentry/electron/main; '{{module}}' ignores it.",
    scope:
      "A scope has no '{{key}}': no SDK continues a trace from it. Use continueTrace({ sentryTrace, baggage }, …).",
    needless: "'{{name}}' is there by default.",
    remove: "Remove '{{key}}'.",
    toRate: "Write 'tracesSampleRate: 1', which is what it stood for.",
  },
  defaultOptions: {},
  anchors: () => initAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    const init = readInit(file, node);
    if (init === undefined) return [];
    return [
      ...uselessProblems(file, init),
      ...ignoredOptions(file, init).map((one) => ignoredProblem(file, one)),
      ...rateProblems(init),
      ...scopeProblems(file, init),
      ...integrationProblems(file, init),
    ];
  },
});

function uselessProblems(file: SpanFile, init: InitCall): Problem[] {
  const all = uselessOptions(file, init);
  const gone = all.map(({ property }) => property);
  return all.map((one) => {
    const edit = removeOneOf(file, init.options.properties, one.property, gone);
    const repair =
      edit === undefined
        ? undefined
        : { ...repairOf([edit]), message: "remove" as const, data: { key: one.key } };
    return { node: one.property, message: one.why, data: dataOf(file, one, init), repair };
  });
}

function dataOf(file: SpanFile, { key, advice }: UselessOption, { module }: InitCall) {
  return { key, module, major: String(file.sdk.major), advice };
}

function ignoredProblem(file: SpanFile, one: UselessOption): Problem {
  const { property, why, key } = one;
  if (why !== "enableTracing")
    return { node: property, message: why, data: { key, major: String(file.sdk.major), advice: one.advice } };
  const isOn = property.value.type === "Literal" && property.value.value === true;
  const rename = { range: property.range, text: "tracesSampleRate: 1", side: "replace" } as const;
  return {
    node: property,
    message: why,
    data: { advice: `: ${one.advice}` },
    ...(isOn ? { alternatives: [{ ...repairOf([rename]), message: "toRate" }] } : {}),
  };
}

const RATES: readonly string[] = [
  "tracesSampleRate",
  "sampleRate",
  "profilesSampleRate",
  "profileSessionSampleRate",
  "replaysSessionSampleRate",
  "replaysOnErrorSampleRate",
];

function rateProblems({ options }: InitCall): Problem[] {
  return RATES.flatMap((key): Problem[] => {
    const value = findProperty(options, key)?.value;
    const rate = value === undefined ? undefined : numberOf(value);
    if (value === undefined || rate === undefined || (rate >= 0 && rate <= 1)) return [];
    return [{ node: value, message: "rate", data: { key, value: String(rate) } }];
  });
}

const NOT_OF_A_SCOPE: readonly string[] = [
  "trace_id",
  "traceId",
  "span_id",
  "spanId",
  "parent_span_id",
  "parentSpanId",
];

function scopeProblems(file: SpanFile, { options }: InitCall): Problem[] {
  const scope = findProperty(options, "initialScope");
  const value = scope === undefined ? undefined : skipWrappers(scope.value);
  if (scope === undefined || value?.type !== "ObjectExpression") return [];
  const isWrong = (one: TSESTree.ObjectLiteralElement): one is TSESTree.Property =>
    one.type === "Property" && NOT_OF_A_SCOPE.includes(keyName(one.key, one.computed) ?? "");
  const wrong = value.properties.filter(isWrong);
  const [first] = wrong;
  if (first === undefined) return [];
  const isAll = wrong.length === value.properties.length;
  const edits = isAll
    ? [removeOneOf(file, options.properties, scope, [scope])]
    : wrong.map((one) => removeOneOf(file, value.properties, one, wrong));
  const written = edits.flatMap((edit) => edit ?? []);
  const key = keyName(first.key, first.computed) ?? "";
  const removed = isAll ? "initialScope" : key;
  const repair =
    written.length < edits.length
      ? undefined
      : { ...repairOf(written), message: "remove" as const, data: { key: removed } };
  return [{ node: first, message: "scope", data: { key }, repair }];
}

/** Only in the plain SDK: a framework's SDK gives its own integrations other options. */
function integrationProblems(file: SpanFile, init: InitCall): Problem[] {
  const list = findProperty(init.options, "integrations")?.value;
  if (list?.type !== "ArrayExpression" || init.module !== "@sentry/node") return [];
  if (findProperty(init.options, "defaultIntegrations") !== undefined) return [];
  const needless = list.elements.flatMap((element) => {
    if (element?.type !== "CallExpression" || element.arguments.length > 0) return [];
    const name = sdkFunctionOf(file, element);
    const since = name === undefined ? undefined : defaultIntegrations[name];
    return name !== undefined && since !== undefined && isSince(file, init, since) ? [{ element, name }] : [];
  });
  const gone = needless.map(({ element }) => element);
  return needless.map(({ element, name }) => {
    const edit = removeOneOf(file, list.elements, element, gone);
    return {
      node: element,
      message: "needless",
      data: { name },
      repair:
        edit === undefined ? undefined : { ...repairOf([edit]), message: "remove", data: { key: name } },
    };
  });
}
