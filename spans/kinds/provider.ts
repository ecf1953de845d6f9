import type { TSESTree } from "@typescript-eslint/types";
import { functionName, isFunction, type FunctionNode } from "../ast.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { wrapBody } from "../forms/body.ts";
import { delegateGenerator } from "../forms/generator.ts";
import { readTracedStream, wrapReturnedStream } from "../forms/stream.ts";
import { returnedValues } from "../function/result.ts";
import { isNamedHere } from "../function/named-here.ts";
import { findBodySpan } from "../function/written.ts";
import { DEFAULT_METHOD, findProviderEntry } from "../gen-ai/entries.ts";
import { isClientCovered, type ModelClient } from "../gen-ai/model-client.ts";
import { ownClients, reachedClients } from "../gen-ai/reached-clients.ts";
import { isStreamItself, streamHelperOf } from "../gen-ai/result-kind.ts";
import { modelSpanOptions } from "../gen-ai/span-options.ts";
import { callsSuper, findModelSpan } from "../gen-ai/traced.ts";
import { agentWatcher } from "../gen-ai/watcher.ts";
import { defineKind } from "../kind.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { ProviderSite } from "../site.ts";

/** Functions that talk to a model: `executeQuery` of a provider class, and what the config names. */
export const provider = defineKind<"provider">({
  kind: "provider",
  codemod: "wrap-providers",
  anchors: namesOf,
  canHold: (file) => isNamedHere(file, namesOf),
  nodeTypes: ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"],
  detect,
  plan,
});

function namesOf({ providers = [] }: SpanwrightConfig): string[] {
  return [DEFAULT_METHOD, ...providers.map((entry) => entry.function.split(".").at(-1) ?? entry.function)];
}

function detect(node: TSESTree.Node, file: SpanFile): ProviderSite | undefined {
  if (!isFunction(node) || node.body == null) return undefined;
  const entry = findProviderEntry(file, node);
  if (entry === undefined || entry.span === false) return undefined;
  return { kind: "provider", node, entry };
}

function plan({ node, entry }: ProviderSite, file: SpanFile): Outcome {
  const symbol = functionName(node);
  const stream = readTracedStream(file, node);
  if (stream !== undefined) return { kind: "already", ...stream };
  const traced = findBodySpan(file, node);
  if (traced?.isWhole === true) return { kind: "already", name: traced.name, op: traced.op };
  const written = traced ?? findModelSpan(file, node);
  if (written !== undefined) return skip("already-traced", written.name);
  const clients = reachedClients(file, node);
  const options = modelSpanOptions(file, node, entry, clients);
  if ("kind" in options) return options;
  if (callsSuper(node) && ownClients(file, node).length === 0) return skip("covered-by-super", symbol);
  if (options.op.startsWith("gen_ai.") && isCovered(file, clients)) return skip("covered-by-sdk", symbol);

  const helper = node.generator ? undefined : streamHelperOf(file, node);
  if (!node.generator && helper === undefined) return wrapBody(file, node, options);
  if (node.async && helper !== undefined && !returnsStreamItself(file, node))
    return skip("stream-not-at-hand", symbol);
  const watch = options.op === "gen_ai.invoke_agent" ? agentWatcher(file, node, entry) : undefined;
  if (typeof watch === "string") return skip(watch);
  const wrap = { options, watch };
  return helper === undefined
    ? delegateGenerator(file, node, wrap)
    : wrapReturnedStream(file, node, helper, wrap);
}

/** The SDK makes the spans of a completion by itself; an agent's it does not know. */
function isCovered(file: SpanFile, clients: readonly ModelClient[]): boolean {
  return (
    clients.length > 0 &&
    clients.every((client) => client.operation === "chat" && isClientCovered(client, file.sdk.major))
  );
}

function returnsStreamItself(file: SpanFile, node: FunctionNode): boolean {
  return returnedValues(node).every((value) => isStreamItself(file, node, value));
}
