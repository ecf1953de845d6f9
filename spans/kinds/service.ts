import type { TSESTree } from "@typescript-eslint/types";
import { functionName, isFunction, memberPath, type FunctionNode } from "../ast.ts";
import { configAttributes } from "../attributes.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { refuseBody, wrapBody } from "../forms/body.ts";
import { decorateMethod, readTracedDecorator } from "../forms/decorator.ts";
import { delegateGenerator } from "../forms/generator.ts";
import { readTracedStream, wrapReturnedStream } from "../forms/stream.ts";
import { findBodySpan } from "../function/written.ts";
import { streamHelperOf } from "../gen-ai/result-kind.ts";
import { callsSuper } from "../gen-ai/traced.ts";
import { defineKind } from "../kind.ts";
import { functionSpanName } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
import { matchesPath } from "../paths.ts";
import { skip, type Already, type Outcome, type Skip } from "../outcome.ts";
import type { SpanOptions } from "../options.ts";
import { findServiceEntry, isServiceClass, memberOf } from "../services/entries.ts";
import { isEndless } from "../services/waits.ts";
import type { ServiceSite } from "../site.ts";

/** Methods of service classes, chosen by a rule of the config: by the classes' names, by folder, by what they reach. */
export const service = defineKind<"service">({
  kind: "service",
  codemod: "wrap-services",
  // Names end with a suffix, which is no word of its own; a class is what every such file has.
  anchors: ({ services = [] }: SpanwrightConfig) => (services.length === 0 ? [] : ["class"]),
  canHold: ({ config: { services = [] }, path, text }) =>
    /\bclass\b/.test(text) &&
    services.some(({ files }) => files?.some((pattern) => matchesPath(path, pattern)) !== false),
  nodeTypes: ["FunctionExpression", "ArrowFunctionExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): ServiceSite | undefined {
  if (!isFunction(node) || node.body == null) return undefined;
  const entry = findServiceEntry(file, node);
  return entry === undefined ? undefined : { kind: "service", node, entry };
}

function plan(site: ServiceSite, file: SpanFile): Outcome {
  const { node, entry } = site;
  const symbol = functionName(node);
  const written = findWritten(file, node);
  if (written !== undefined) return written;
  if (callsServiceAbove(file, node)) return skip("covered-by-super", symbol);
  if (isEndless(node)) return skip("endless-loop", symbol);
  const options = optionsOf(file, site);
  if ("kind" in options) return options;
  if (entry.style === "decorator") return planDecorator(file, site, options);
  if (node.generator) return delegateGenerator(file, node, { options });
  const helper = streamHelperOf(file, node);
  if (helper === undefined) return wrapBody(file, node, options);
  return node.async
    ? skip("stream-not-at-hand", symbol)
    : wrapReturnedStream(file, node, helper, { options });
}

function findWritten(file: SpanFile, node: FunctionNode): Already | Skip | undefined {
  const member = memberOf(node);
  const decorator = member === undefined ? undefined : readTracedDecorator(file, member);
  const whole = decorator ?? readTracedStream(file, node);
  if (whole !== undefined) return { kind: "already", ...whole };
  const body = findBodySpan(file, node);
  if (body === undefined) return undefined;
  return body.isWhole ? { kind: "already", name: body.name, op: body.op } : skip("already-traced", body.name);
}

/** An override that calls up to a class which a rule speaks of as well: the method above has the span. */
function callsServiceAbove(file: SpanFile, node: FunctionNode): boolean {
  const above = memberOf(node)?.parent.parent.superClass;
  const name = above == null ? undefined : memberPath(above)?.at(-1);
  return name !== undefined && isServiceClass(file, name) && callsSuper(node);
}

function optionsOf(file: SpanFile, { node, entry }: ServiceSite): SpanOptions | Skip {
  const name = functionSpanName(file, node)?.replace("#", "");
  if (name === undefined) return skip("ambiguous-name");
  const attributes = configAttributes(file, node.body, node.body, entry.attributes);
  if ("kind" in attributes) return attributes;
  return withHouseNames(file, { name, op: entry.op ?? "function", attributes });
}

function planDecorator(file: SpanFile, { node }: ServiceSite, options: SpanOptions): Outcome {
  const symbol = functionName(node);
  const member = memberOf(node);
  if (member?.type !== "MethodDefinition") return skip("no-decorator-here", symbol);
  const dynamic = options.attributes.find(([, { kind }]) => kind === "expression");
  if (dynamic !== undefined) return skip("attribute-refused", dynamic[0]);
  const reason = refuseBody(file, node);
  // What a generator is made into outside of it, or what its body would mean in a callback, is no question here.
  if (reason !== undefined && reason !== "generator-in-expression" && reason !== "body-not-movable")
    return skip(reason, symbol);
  return decorateMethod(file, member, options);
}
