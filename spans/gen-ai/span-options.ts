import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, type FunctionNode } from "../ast.ts";
import type { ProviderEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { expression, literal, type AttributeValue, type SpanOptions } from "../options.ts";
import { isDeniedPath, configAttributes } from "../attributes.ts";
import { functionSpanName } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
import type { Skip } from "../outcome.ts";
import { walk } from "../walk.ts";
import { agentOfClass, classOf } from "./agent-name.ts";
import { providerOfAgent, type ModelClient } from "./model-client.ts";
import { findReadable } from "./readable-properties.ts";

type Attribute = readonly [key: string, value: AttributeValue];

/**
 * Name, op and start attributes of a call to a model. What is known before the call is passed at the start, because samplers and
 * `ignoreSpans` see nothing else; what comes out of the stream is the watcher's.
 *
 * @see facts/sentry.md section 6
 */
export function modelSpanOptions(
  file: SpanFile,
  node: FunctionNode,
  entry: ProviderEntry,
  clients: readonly ModelClient[],
): SpanOptions | Skip {
  const op = entry.op ?? `gen_ai.${clients[0]?.operation ?? "invoke_agent"}`;
  const own = configAttributes(file, node.body, node.body, entry.attributes);
  if ("kind" in own) return own;
  if (!op.startsWith("gen_ai."))
    return withHouseNames(
      file,
      { name: functionSpanName(file, node) ?? entry.function, op, attributes: own },
      entry.name,
    );
  const operation = op.slice("gen_ai.".length);
  const agent = operation === "invoke_agent" ? agentName(node, entry, clients) : undefined;
  const model = literalModel(node);
  const subject = operation === "invoke_agent" ? agent : model;
  const attributes: Attribute[] = [["gen_ai.operation.name", literal(operation)]];
  const provider =
    entry.provider ??
    clients.find((client) => client.provider !== undefined)?.provider ??
    fromAgent(node, agent);
  if (provider !== undefined) attributes.push(["gen_ai.provider.name", literal(provider)]);
  if (agent !== undefined) attributes.push(["gen_ai.agent.name", literal(agent)]);
  attributes.push(...readAttributes(file, node, model));
  const keys = new Set(own.map(([key]) => key));
  const options: SpanOptions = {
    name: subject === undefined ? operation : `${operation} ${subject}`,
    op,
    attributes: [...attributes.filter(([key]) => !keys.has(key)), ...own],
  };
  return withHouseNames(file, options, entry.name);
}

function agentName(
  node: FunctionNode,
  entry: ProviderEntry,
  clients: readonly ModelClient[],
): string | undefined {
  if (entry.agent !== undefined) return entry.agent;
  const owner = classOf(node);
  return (
    (owner === undefined ? undefined : agentOfClass(owner)) ??
    clients.find((client) => client.agent !== undefined)?.agent
  );
}

/** An agent's own name is all that is known of the provider behind a CLI that is not in the list. */
function fromAgent(node: FunctionNode, agent: string | undefined): string | undefined {
  if (agent === undefined) return undefined;
  return providerOfAgent(agent) ?? (classOf(node) === undefined ? undefined : agent);
}

/** The options that a request is made with, where they are at hand in the function's parameters. */
const READ: readonly {
  readonly key: string;
  readonly names: readonly string[];
  readonly kind: "primitive" | "array";
}[] = [
  { key: "gen_ai.request.model", names: ["model", "modelId", "modelName"], kind: "primitive" },
  {
    key: "gen_ai.conversation.id",
    names: ["conversationId", "sdkSessionId", "sessionId", "threadId"],
    kind: "primitive",
  },
  // The conventions have no key for these two (0.33), and gen_ai.* is theirs.
  { key: "agent.max_turns", names: ["maxTurns", "maxSteps", "maxIterations"], kind: "primitive" },
  { key: "agent.tools_enabled", names: ["allowedTools", "enabledTools", "tools"], kind: "array" },
];

function readAttributes(file: SpanFile, node: FunctionNode, model: string | undefined): Attribute[] {
  return READ.flatMap(({ key, names, kind }): Attribute[] => {
    const found = findReadable(
      file,
      node,
      names.filter((name) => !isDeniedPath([name])),
    );
    if (found !== undefined && (found.kind === kind || found.kind === "unknown")) {
      return [[key, expression(kind === "array" ? `${found.text}?.length` : found.text)]];
    }
    return key === "gen_ai.request.model" && model !== undefined ? [[key, literal(model)]] : [];
  });
}

/** The only model that a function names as a literal: `create({ model: "gpt-4o" })`. */
function literalModel(node: FunctionNode): string | undefined {
  const models = new Set<string | undefined>();
  walk(node.body, (inner) => {
    if (inner !== node.body && isFunction(inner) && inner.type === "FunctionDeclaration") return false;
    if (inner.type !== "Property" || inner.parent.type !== "ObjectExpression") return undefined;
    if (keyName(inner.key, inner.computed) !== "model") return undefined;
    models.add(isText(inner.value) ? inner.value.value : undefined);
    return undefined;
  });
  const [model] = models;
  return models.size === 1 ? model : undefined;
}

function isText(node: TSESTree.Node): node is TSESTree.StringLiteral {
  return node.type === "Literal" && typeof node.value === "string" && node.value !== "";
}
