import { defineCheck } from "../check.ts";
import { findAttribute } from "../conventions.ts";
import { attributeAnchors, readAttributeWrites } from "../naming/attribute-writes.ts";
import { findMendedKey, renameKey } from "../naming/keys.ts";

export interface NoUnknownAttributeNamespaceOptions {
  /** Beginnings of keys, up to the first dot, that no view of Sentry reads. */
  readonly namespaces: readonly string[];
}

/**
 * Keys in a namespace that looks like one of Sentry's and is none: its AI views read `gen_ai.*` alone.
 *
 * @see facts: sentry 6
 */
export const noUnknownAttributeNamespace = defineCheck<
  "no-unknown-attribute-namespace",
  "unknown" | "rename",
  NoUnknownAttributeNamespaceOptions
>({
  name: "no-unknown-attribute-namespace",
  codemod: "name-spans",
  messages: {
    unknown: "No view of Sentry reads '{{key}}': attributes of AI calls are in 'gen_ai.*'.",
    rename: "Rename it to '{{replacement}}'.",
  },
  defaultOptions: { namespaces: ["llm", "ai"] },
  anchors: attributeAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { namespaces }) {
    const writes = readAttributeWrites(file, node);
    const house = Object.values(file.config.names?.attributes ?? {});
    return writes.flatMap((write) => {
      const { key } = write;
      const mended = findMendedKey(file, key);
      const isForeign = namespaces.includes(key.split(".")[0] ?? "") && key.includes(".");
      if (!isForeign || findAttribute(key) !== undefined || house.includes(key)) return [];
      if (mended !== undefined && mended.source !== "namespace") return [];
      const repair = mended === undefined ? undefined : renameKey(file, write, mended.key, writes);
      const data = { key, replacement: mended?.key ?? "" };
      return [
        {
          node: write.keyNode,
          message: "unknown" as const,
          data,
          ...(repair === undefined ? {} : { repair: { ...repair, message: "rename" as const, data } }),
        },
      ];
    });
  },
});
