import type { TSESTree } from "@typescript-eslint/types";
import { memberPath, skipWrappers } from "../ast.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import { attributeAnchors, readAttributeWrites } from "../naming/attribute-writes.ts";
import { wordsOf } from "../naming/words.ts";

export interface NoSensitiveAttributeOptions {
  /** Further words that must not be sent. */
  readonly deny: readonly string[];
  /** Keys, and names of values, that may be sent whatever they are called. */
  readonly allow: readonly string[];
  /** Accept the user's id. */
  readonly allowUserId: boolean;
}

type Message = "key" | "value" | "url" | "user";

/** The last word of a name says what it is: `prompt_length` is a length, `access_token` a token, `tokens_used` a count. */
const HEADS: ReadonlySet<string> = new Set(
  "password passwd pwd passphrase secret token jwt authorization cookie cookies credential credentials email emails phone ssn iban birthday birthdate prompt ip apikey username fullname firstname lastname".split(
    " ",
  ),
);
/** Two words that mean it together. */
const PAIRS =
  /^(?:(?:api|private|access|secret|encryption|signing) key|(?:ip|postal|home|street|mail|email) address|(?:credit|card|bank|account) number|(?:user|full|first|last) name)$/;
const URL_KEYS: ReadonlySet<string> = new Set([
  "url.full",
  "url.query",
  "http.target",
  "http.url",
  "url",
  "http.query",
]);

/**
 * Secrets and personal data in attributes: what is an attribute is sent, indexed, and stays.
 *
 * @see facts: lint-rules 4
 */
export const noSensitiveAttribute = defineCheck<
  "no-sensitive-attribute",
  Message,
  NoSensitiveAttributeOptions
>({
  name: "no-sensitive-attribute",
  messages: {
    key: "'{{name}}' says that its value is a secret or personal data; attributes are sent and stay.",
    value: "'{{name}}' looks like a secret or personal data; attributes are sent and stay.",
    url: "The URL of a request can hold tokens and personal data; send 'url.path' or the route.",
    user: "'{{name}}' tells who the user is; 'Sentry.setUser' can be filtered in one place.",
  },
  defaultOptions: { deny: [], allow: [], allowUserId: true },
  anchors: attributeAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { deny, allow, allowUserId }) {
    const isSensitive = (name: string): boolean => !allow.includes(name) && tellsSecret(name, deny);
    return readAttributeWrites(file, node).flatMap(({ key, keyNode, value }): SpanProblem<Message>[] => {
      const path = memberPath(skipWrappers(value));
      const name = path?.slice(-2).join(".") ?? "";
      if (URL_KEYS.has(key) && path !== undefined && isRequestUrl(path))
        return [{ node: value, message: "url" }];
      if (holdsNoText(value)) return [];
      if (isSensitive(key)) return [{ node: keyNode, message: "key", data: { name: key } }];
      if (path !== undefined && isSensitive(name))
        return [{ node: value, message: "value", data: { name: path.join(".") } }];
      const isUser = !allowUserId && /^(?:user|enduser|customer)[._]?id$/i.test(key) && !allow.includes(key);
      return isUser ? [{ node: keyNode, message: "user", data: { name: key } }] : [];
    });
  },
});

function tellsSecret(name: string, deny: readonly string[]): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  return HEADS.has(last) || deny.includes(last) || PAIRS.test(words.slice(-2).join(" "));
}

/** A number or a truth value about a secret is none: `Boolean(token)`, `prompt.length`. */
function holdsNoText(node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  switch (inner.type) {
    case "Literal":
      return true;
    case "UnaryExpression":
      return inner.operator !== "void";
    case "BinaryExpression":
      return inner.operator !== "+";
    case "MemberExpression":
      return /^(?:length|size|count)$/.test(memberPath(inner)?.at(-1) ?? "");
    case "CallExpression":
      return inner.callee.type === "Identifier" && /^(?:Boolean|Number)$/.test(inner.callee.name);
    case "ConditionalExpression":
      return holdsNoText(inner.consequent) && holdsNoText(inner.alternate);
    default:
      return false;
  }
}

/** `req.url`, `request.originalUrl`, `c.req.url`. */
function isRequestUrl(path: readonly string[]): boolean {
  return (
    /^(?:url|originalUrl|query|href|search|search_?[Pp]arams)$/.test(path.at(-1) ?? "") &&
    path.some((part) => /^(?:req|request|ctx|nextUrl)$/i.test(part))
  );
}
