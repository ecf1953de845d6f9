import { defineCheck } from "../check.ts";
import { findAttribute } from "../conventions.ts";
import { attributeAnchors, readAttributeWrites } from "../naming/attribute-writes.ts";
import { findMendedKey, renameKey } from "../naming/keys.ts";
import { wordsOf } from "../naming/words.ts";

export interface AttributeNameFormatOptions {
  /** Namespace of keys that have none. */
  readonly prefix: string;
  /** What a key must look like. */
  readonly pattern: string;
  /** Keys to leave alone. */
  readonly ignore: readonly string[];
}

/**
 * Keys without a namespace or in camel case: `projectId`, `component`. They meet keys of other services, and sort next to nothing.
 *
 * @see facts: lint-rules 4
 */
export const attributeNameFormat = defineCheck<
  "attribute-name-format",
  "format" | "rename",
  AttributeNameFormatOptions
>({
  name: "attribute-name-format",
  messages: {
    format: "'{{key}}' has no namespace, or is not in lower case with dots.",
    rename: "Rename it to '{{replacement}}'.",
  },
  defaultOptions: { prefix: "app", pattern: "^[a-z][a-z0-9_]*(?:\\.[a-z0-9_<>-]+)+$", ignore: [] },
  anchors: attributeAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { prefix, pattern, ignore }) {
    const format = new RegExp(pattern);
    const writes = readAttributeWrites(file, node);
    const house = Object.values(file.config.names?.attributes ?? {});
    return writes.flatMap((write) => {
      const { key } = write;
      const own = findAttribute(key);
      const isKnown =
        (own !== undefined && (own.deprecation === undefined || key.includes("."))) ||
        findMendedKey(file, key) !== undefined;
      if (format.test(key) || isKnown || ignore.includes(key) || house.includes(key)) return [];
      const replacement = formatted(key, prefix);
      const repair = format.test(replacement) ? renameKey(file, write, replacement, writes) : undefined;
      const data = { key, replacement };
      return [
        {
          node: write.keyNode,
          message: "format" as const,
          data,
          ...(repair === undefined ? {} : { repair: { ...repair, message: "rename" as const, data } }),
        },
      ];
    });
  },
});

/** `projectId` -> `app.project.id`, `order.itemCount` -> `order.item_count`. */
function formatted(key: string, prefix: string): string {
  const parts = key.split(".");
  if (parts.length > 1) return parts.map((part) => wordsOf(part).join("_")).join(".");
  return [prefix, ...wordsOf(key)].join(".");
}
