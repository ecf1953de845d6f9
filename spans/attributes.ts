import type { TSESTree } from "@typescript-eslint/types";
import { contains, findVariable } from "./ast.ts";
import type { SpanFile } from "./file.ts";
import { expression, literal, type AttributeValue, type SpanOptions } from "./options.ts";
import { skip, type Skip } from "./outcome.ts";

const PATH = /^\$[A-Za-z_$][\w$]*(?:\.#?[A-Za-z_$][\w$]*)*$/;

/**
 * Words that name secrets, prompts, paths and personal data. Counts (`tokens`, `promptLength`) and ids are fine.
 *
 * @see facts/sentry.md 1: what is an attribute is sent, and stays.
 */
const DENIED =
  /^(?:passwords?|passwd|pwd|secrets?|token|apikey|credentials?|authorization|cookies?|jwt|prompt|prompts|messages?|content|contents|text|body|html|markdown|transcript|path|paths|filepath|filename|dir|directory|cwd|email|emails|phone|address|ip|ssn|birthday|username|firstname|lastname|fullname)$/;

/**
 * The attributes that a config entry asks for, as expressions that cannot throw: `$command.payload.agent` becomes
 * `command?.payload?.agent`.
 *
 * @param at - what the span is started around; names have to mean something in front of it.
 * @param inside - what only runs in the span, such as a function's body: its variables are out of reach.
 * @returns a skip where a name means nothing there, or where the value must not leave the process.
 */
export function configAttributes(
  file: SpanFile,
  at: TSESTree.Node,
  inside: TSESTree.Node,
  attributes: Readonly<Record<string, string | number | boolean>> | undefined,
): SpanOptions["attributes"] | Skip {
  const entries: (readonly [string, AttributeValue])[] = [];
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value !== "string" || !PATH.test(value)) {
      entries.push([key, literal(value)]);
      continue;
    }
    const parts = value.slice(1).split(".");
    if (isDeniedPath(parts) || !isReachable(file, at, inside, parts[0] ?? ""))
      return skip("attribute-refused", value);
    entries.push([key, expression(safePath(parts))]);
  }
  return entries;
}

/** A member path that yields `undefined` where an object on the way is missing. */
export function safePath(parts: readonly string[]): string {
  const [root = "", ...rest] = parts;
  const dot = root === "this" ? "." : "?.";
  return rest.reduce((text, part, index) => text + (index === 0 ? dot : "?.") + part, root);
}

/** Whether a member path names something that must not become an attribute. */
export function isDeniedPath(parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? "";
  const words = last
    .replace(/^#/, "")
    .split(/(?<=[a-z0-9])(?=[A-Z])|_/)
    .map((word) => word.toLowerCase());
  // The last word says what it is: `promptLength` is a length, `systemPrompt` a prompt. A key or token hides in any part.
  if (DENIED.test(words.at(-1) ?? "") || DENIED.test(words.join(""))) return true;
  return parts.some((part) => /secret|password|credential|(?:api|private|access)_?key|token$/i.test(part));
}

/** Whether a name has its value before the span starts: a parameter, or a variable declared before, outside of what the span runs. */
function isReachable(file: SpanFile, at: TSESTree.Node, inside: TSESTree.Node, root: string): boolean {
  if (root === "this") return true;
  const variable = findVariable(file, at, root);
  const definition = variable?.defs[0];
  if (definition === undefined) return false;
  if (definition.type === "Parameter" || definition.type === "ImportBinding") return true;
  const { range } = definition.node;
  return !contains(inside.range, range) && range[1] <= at.range[0];
}
