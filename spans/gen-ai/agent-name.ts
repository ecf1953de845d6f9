import type { TSESTree } from "@typescript-eslint/types";
import { keyName, type FunctionNode } from "../ast.ts";
import { providerOfAgent } from "./model-client.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

export function classOf(node: FunctionNode): ClassNode | undefined {
  const { parent } = node;
  return parent?.type === "MethodDefinition" || parent?.type === "PropertyDefinition"
    ? parent.parent.parent
    : undefined;
}

/**
 * The agent that a class stands for: what it says of itself (`getName()`, `name`), else its name without what it is. An abstract class
 * stands for the agents of its subclasses, so it has none.
 */
export function agentOfClass(owner: ClassNode): string | undefined {
  return statedName(owner) ?? (owner.abstract ? undefined : nameFromClass(owner));
}

function statedName(owner: ClassNode): string | undefined {
  for (const member of owner.body.body) {
    if (member.type === "MethodDefinition" && member.kind !== "constructor") {
      const name = keyName(member.key, member.computed);
      const isName = member.kind === "get" ? name === "name" : name === "getName";
      const text = isName ? returnedText(member.value.body) : undefined;
      if (text !== undefined) return text;
    } else if (member.type === "PropertyDefinition" && !member.static) {
      const name = keyName(member.key, member.computed);
      const text = name === "name" || name === "agentName" ? textOf(member.value) : undefined;
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

function returnedText(body: TSESTree.BlockStatement | null | undefined): string | undefined {
  const [only, ...others] = body?.body ?? [];
  return only?.type === "ReturnStatement" && others.length === 0 ? textOf(only.argument) : undefined;
}

/** A short literal: a sentence would be no name. */
function textOf(node: TSESTree.Node | null | undefined): string | undefined {
  const inner =
    node?.type === "TSAsExpression" || node?.type === "TSSatisfiesExpression" ? node.expression : node;
  return inner?.type === "Literal" &&
    typeof inner.value === "string" &&
    /^[\w .:@/-]{1,40}$/.test(inner.value)
    ? inner.value
    : undefined;
}

const ROLE =
  /(?:Provider|Agent|Assistant|Client|Service|Adapter|Executor|Runner|Backend|Model|Llm|LLM|Cli|CLI)$/;
const NO_NAME = new Set(["base", "abstract", "default", "generic", "ai", "llm", "model", "mock", "fake"]);

/** `ClaudeProvider` -> `claude`, `OpenAIProvider` -> `openai`, `ClaudeCodeAgent` -> `claude-code`. */
function nameFromClass(owner: ClassNode): string | undefined {
  const parent = owner.parent;
  const className =
    owner.id?.name ??
    (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id.name : undefined);
  const bare = className?.replace(ROLE, "") ?? "";
  if (bare === "") return undefined;
  const joined = bare
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
  const squashed = joined.replaceAll("-", "");
  if (NO_NAME.has(squashed)) return undefined;
  return providerOfAgent(joined) === undefined && providerOfAgent(squashed) !== undefined ? squashed : joined;
}
