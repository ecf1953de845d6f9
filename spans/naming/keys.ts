import type { TSESTree } from "@typescript-eslint/types";
import { findAttribute, type Attribute } from "../conventions.ts";
import type { SpanFile } from "../file.ts";
import { quotedLike } from "../repairs/requote.ts";
import { replaceRange, repairOf } from "../repairs/replace.ts";
import type { Repair } from "../check.ts";
import { houseName } from "./apply.ts";
import type { AttributeWrite } from "./attribute-writes.ts";

/** The key that an attribute should have, and who says so. */
export interface MendedKey {
  readonly key: string;
  readonly source: "house" | "convention" | "namespace";
  readonly attribute: Attribute | undefined;
}

/** Keys of AI code that no view of Sentry reads; `ai.*` has a few that the conventions list as deprecated. */
const GEN_AI_KEYS: Readonly<Record<string, string>> = {
  "llm.model": "gen_ai.request.model",
  "llm.model_name": "gen_ai.request.model",
  "llm.request.model": "gen_ai.request.model",
  "llm.response.model": "gen_ai.response.model",
  "llm.provider": "gen_ai.provider.name",
  "llm.system": "gen_ai.provider.name",
  "llm.vendor": "gen_ai.provider.name",
  "llm.operation": "gen_ai.operation.name",
  "llm.streaming": "gen_ai.response.streaming",
  "llm.temperature": "gen_ai.request.temperature",
  "llm.top_p": "gen_ai.request.top_p",
  "llm.max_tokens": "gen_ai.request.max_tokens",
  "llm.input_tokens": "gen_ai.usage.input_tokens",
  "llm.prompt_tokens": "gen_ai.usage.input_tokens",
  "llm.usage.prompt_tokens": "gen_ai.usage.input_tokens",
  "llm.output_tokens": "gen_ai.usage.output_tokens",
  "llm.completion_tokens": "gen_ai.usage.output_tokens",
  "llm.usage.completion_tokens": "gen_ai.usage.output_tokens",
  "llm.total_tokens": "gen_ai.usage.total_tokens",
  "llm.usage.total_tokens": "gen_ai.usage.total_tokens",
  "llm.finish_reason": "gen_ai.response.finish_reasons",
  "llm.agent": "gen_ai.agent.name",
  "llm.agent_name": "gen_ai.agent.name",
  "llm.tool": "gen_ai.tool.name",
  "llm.tool_name": "gen_ai.tool.name",
  "llm.conversation_id": "gen_ai.conversation.id",
  "llm.session_id": "gen_ai.conversation.id",
  "ai.model": "gen_ai.request.model",
  "ai.model_name": "gen_ai.request.model",
  "ai.provider": "gen_ai.provider.name",
  "ai.agent": "gen_ai.agent.name",
  "ai.agent.name": "gen_ai.agent.name",
  "ai.tool": "gen_ai.tool.name",
  "ai.tool.name": "gen_ai.tool.name",
  "ai.session_id": "gen_ai.conversation.id",
  "ai.conversation_id": "gen_ai.conversation.id",
};

/** The key that an attribute should have; `undefined` where nothing is known to be wrong with the one that it has. */
export function findMendedKey(file: SpanFile, key: string): MendedKey | undefined {
  const own = file.config.names?.attributes;
  const house = houseName(own, key);
  if (house !== key) return { key: house, source: "house", attribute: undefined };
  if (own !== undefined && Object.values(own).includes(key)) return undefined;
  // The conventions have taken over words of everybody's (`method`, `query`, `code`, `url`) as deprecated keys of their own.
  if (!key.includes(".")) return undefined;
  const attribute = findAttribute(key);
  const replacement =
    key === "sentry.source" ? "sentry.segment.name.source" : attribute?.deprecation?.replacement;
  if (replacement !== undefined) {
    // Before version 11 the SDK itself reads these, by the names that they had.
    if (key.startsWith("sentry.") && file.sdk.major < 11) return undefined;
    return { key: replacement, source: "convention", attribute };
  }
  const known = attribute === undefined ? houseName(GEN_AI_KEYS, key) : key;
  return known === key ? undefined : { key: known, source: "namespace", attribute: undefined };
}

/** The key that an attribute has once it is mended: what its value is judged by. */
export function keyOnceMended(file: SpanFile, key: string): string {
  return findMendedKey(file, key)?.key ?? key;
}

/**
 * Gives an attribute another key.
 *
 * @param others - all attributes that are written with it.
 * @returns `undefined` where another one has the key already, or gets it.
 */
export function renameKey(
  file: SpanFile,
  write: AttributeWrite,
  key: string,
  others: readonly AttributeWrite[],
): Repair | undefined {
  const rank = rankOf(file, write);
  const isTaken = others.some((one, index) => {
    if (one === write) return false;
    if (one.key === key) return true;
    // Of two that want the key, one gets it: the conventions' word counts more than a guess, then the first.
    if (keyOnceMended(file, one.key) !== key) return false;
    const other = rankOf(file, one);
    return other < rank || (other === rank && index < others.indexOf(write));
  });
  if (isTaken || key.includes("<")) return undefined;
  const { property, keyNode, object } = write;
  const text = quotedLike(file, keyNode.type === "Literal" ? keyNode : (object ?? keyNode), key);
  if (property?.shorthand === true)
    return repairOf([replaceRange(property.range, `${text}: ${shorthandText(file, property)}`)]);
  return repairOf([replaceRange(keyNode.range, text)]);
}

function rankOf(file: SpanFile, { key }: AttributeWrite): number {
  return ["house", "convention", "namespace"].indexOf(findMendedKey(file, key)?.source ?? "namespace");
}

function shorthandText(file: SpanFile, property: TSESTree.Property): string {
  return file.text.slice(property.value.range[0], property.value.range[1]);
}
