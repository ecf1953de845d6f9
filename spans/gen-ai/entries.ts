import { functionName, matchesSymbol, type FunctionNode } from "../ast.ts";
import type { ProviderEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { symbolsOf } from "../name.ts";
import { matchesPath } from "../paths.ts";
import { classOf } from "./agent-name.ts";
import { reachedClients } from "./reached-clients.ts";

/** The method by which providers are called in the projects that the tool was made for; needs no config. */
const DEFAULT_ENTRY: ProviderEntry = { function: ".executeQuery" };

export const DEFAULT_METHOD = "executeQuery";

/** The config entry that a function is meant by; the first one wins. */
export function findProviderEntry(file: SpanFile, node: FunctionNode): ProviderEntry | undefined {
  const symbols = symbolsOf(node);
  const isMeant = (one: ProviderEntry): boolean =>
    matchesPath(file.path, one.file) && symbols.some((symbol) => matchesSymbol(symbol, one.function));
  const entry = (file.config.providers ?? []).find(isMeant);
  if (entry !== undefined) return entry;
  // A class without a name has methods without its name.
  const isDefault = isMeant(DEFAULT_ENTRY) || symbols.includes(DEFAULT_METHOD);
  return isDefault && looksLikeProvider(file, node) ? DEFAULT_ENTRY : undefined;
}

/** The entries whose steps are looked for in a function, or in the private half of a generator that was split. */
export function findStepEntry(file: SpanFile, node: FunctionNode): ProviderEntry | undefined {
  const symbol = functionName(node)
    ?.replace(/(^|\.)#/, "$1")
    .replace(/Untraced\d*$/, "");
  if (symbol === undefined) return undefined;
  return (file.config.providers ?? []).find(
    (one) =>
      (one.steps?.length ?? 0) > 0 && matchesPath(file.path, one.file) && matchesSymbol(symbol, one.function),
  );
}

const MODEL_CLASS = /(?<!Database|Data|Db|DB|Sql|SQL|Store|Connection)(?:Provider|Agent|Assistant|Llm|LLM)$/;

/**
 * `executeQuery` is a common name for database calls as well, so without a config there must be more: a model client among the
 * imports, or a stream that a class named as a provider gives out.
 */
function looksLikeProvider(file: SpanFile, node: FunctionNode): boolean {
  const owner = classOf(node);
  if (owner === undefined) return false;
  if (reachedClients(file, node).length > 0) return true;
  const names = [owner.id?.name, owner.superClass?.type === "Identifier" ? owner.superClass.name : undefined];
  return isStream(node) && names.some((name) => name !== undefined && MODEL_CLASS.test(name));
}

function isStream(node: FunctionNode): boolean {
  const annotation = node.returnType?.typeAnnotation;
  return (
    node.generator ||
    (annotation?.type === "TSTypeReference" &&
      annotation.typeName.type === "Identifier" &&
      /^(?:AsyncGenerator|AsyncIterable|ReadableStream)/.test(annotation.typeName.name))
  );
}
