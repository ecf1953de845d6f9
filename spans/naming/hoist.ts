import type { TSESTree } from "@typescript-eslint/types";
import { memberPath, skipWrappers } from "../ast.ts";
import { isDeniedPath } from "../attributes.ts";
import { textOf, type SpanFile } from "../file.ts";
import { wordsOf } from "./words.ts";

/** A name with some of its holes taken out. */
export interface HoistedName {
  /** What is left: raw template text, holes and all; or plain text where no hole is left. */
  readonly text: string;
  readonly isPlain: boolean;
  readonly attributes: readonly (readonly [key: string, text: string])[];
}

/** A name as it is built: texts, and what stands between them. */
export interface NameParts {
  /** One more than there are holes; as written, between the backticks. */
  readonly texts: readonly string[];
  readonly holes: readonly TSESTree.Node[];
}

/** A template, or texts and values that are added up; `undefined` for anything else. */
export function readNameParts(node: TSESTree.Node): NameParts | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "TemplateLiteral")
    return { texts: inner.quasis.map(({ value }) => value.raw), holes: inner.expressions };
  if (inner.type === "Literal" && typeof inner.value === "string")
    return { texts: [escapeTemplate(inner.value)], holes: [] };
  if (inner.type !== "BinaryExpression" || inner.operator !== "+") return undefined;
  const left = readNameParts(inner.left) ?? { texts: ["", ""], holes: [inner.left] };
  const right = readNameParts(inner.right) ?? { texts: ["", ""], holes: [inner.right] };
  // Without a text it may be an addition of numbers.
  const isText = [...left.texts, ...right.texts].some((text) => text !== "");
  if (!isText) return undefined;
  const seam = (left.texts.at(-1) ?? "") + (right.texts[0] ?? "");
  return {
    texts: [...left.texts.slice(0, -1), seam, ...right.texts.slice(1)],
    holes: [...left.holes, ...right.holes],
  };
}

/**
 * Takes holes out of a name and gives each of them an attribute: `Research: ${task.id}` -> `Research` and `task.id`.
 *
 * @returns `undefined` where a hole's value cannot be an attribute (a call, a text, personal data), or where no name would be left.
 */
export function hoistHoles(
  file: SpanFile,
  { texts, holes }: NameParts,
  isHoisted: (hole: TSESTree.Node) => boolean,
): HoistedName | undefined {
  const attributes = new Map<string, string>();
  let text = texts[0] ?? "";
  let left = 0;
  for (const [index, hole] of holes.entries()) {
    const next = texts[index + 1] ?? "";
    if (!isHoisted(hole)) {
      left += 1;
      text += `\${${textOf(file, hole)}}${next}`;
      continue;
    }
    const entry = attributeOf(file, hole, text);
    if (entry === undefined) return undefined;
    const [key, value] = entry;
    if ((attributes.get(key) ?? value) !== value) return undefined;
    attributes.set(key, value);
    text = joinTexts(text, next, key);
  }
  const name = text.trim().replace(/^[\s:#/.,_-]+(?=\w)|(?<=\w)[\s:#,_.-]+$/g, "");
  if (!/[A-Za-z]{2}/.test(name.replace(/\$\{[^}]*\}/g, ""))) return undefined;
  return { text: name, isPlain: left === 0, attributes: [...attributes] };
}

/** A path keeps its shape: `/users/:id/orders`; elsewhere what stood around the hole closes up. */
function joinTexts(before: string, after: string, key: string): string {
  if (before.endsWith("/")) return `${before}:${key.split(".").at(-1) ?? "id"}${after}`;
  const start = before.replace(/\s*(?:[#:=@-]|\(|\[|"|')?\s*$/, "");
  const end = after.replace(/^(?:\)|\]|"|')/, "");
  if (/^\s*$/.test(end)) return start;
  return /^\s/.test(end) || start === "" ? start + end : `${start} ${end}`.replace(/ (?=[:.,/])/, "");
}

/** Words that say where a value is, and not what it is of. */
const CARRIERS =
  /^(?:this|self|params|param|body|query|data|payload|req|request|res|input|options|opts|ctx|context|args|event|props|state|config|message|msg|command|item|row|record|result|value|current|entry|e|x|it|get|make|create|new)$/;
const SECRET_NOUNS = /^(?:url|urls|uri|href|query|token|message|msg|stack|ip|cursor|nonce)$/;

function attributeOf(
  file: SpanFile,
  hole: TSESTree.Node,
  text: string,
): readonly [string, string] | undefined {
  const inner = skipWrappers(hole);
  const path = memberPath(inner);
  if (path === undefined || isDeniedPath(path)) return undefined;
  const own = wordsOf(path.at(-1) ?? "");
  const noun = own.at(-1);
  if (noun === undefined || SECRET_NOUNS.test(noun)) return undefined;
  // `userId` says whose it is, `task.id` has its owner before it, and a bare `id` is of what the name talks about.
  const before = path.slice(0, -1).findLast((part) => !wordsOf(part).every((word) => CARRIERS.test(word)));
  const owner =
    own.length > 1
      ? own.slice(0, -1).join("_")
      : before === undefined
        ? wordsOf(text).findLast((word) => word.length > 2)
        : wordsOf(before).join("_");
  if (owner === undefined) return undefined;
  const isObject = /^(?:date|datetime|timestamp|time|ts)$/.test(noun);
  return [`${owner}.${noun}`, isObject ? `String(${textOf(file, hole)})` : textOf(file, hole)];
}

function escapeTemplate(text: string): string {
  return text
    .replace(/\\/g, "\\\\")
    .replace(/\n/g, "\\n")
    .replace(/`|\$\{/g, "\\$&");
}

/** The value of a template's text. */
export function unescapeTemplate(raw: string): string {
  return raw.replace(/\\n/g, "\n").replace(/\\t/g, "\t").replace(/\\(.)/g, "$1");
}
