import { defineCheck, type SpanProblem } from "../check.ts";
import { findAttribute, type DeprecationStatus } from "../conventions.ts";
import type { SpanFile } from "../file.ts";
import { attributeAnchors, readAttributeWrites, type AttributeWrite } from "../naming/attribute-writes.ts";
import { findMendedKey, renameKey } from "../naming/keys.ts";

export interface NoDeprecatedAttributeOptions {
  /** What Sentry does with the old key where a rename counts as certain. */
  readonly fixStatuses: readonly DeprecationStatus[];
  /** Keys to leave alone. */
  readonly ignore: readonly string[];
}

/** Namespaces of mobile and browser measurements that may mean something else in other code: `frames.total` of a film. */
const COMMON = /^(?:connection|frames|navigation|performance|runtime)\./;

type Message = "deprecated" | "changed" | "gone" | "house" | "rename";

/**
 * Attribute keys that Sentry's conventions have replaced, and those that the config's `names.attributes` maps. Sentry maps most old keys
 * on the way in, so that renaming them changes nothing that is stored.
 *
 * @see facts: sentry 6
 */
export const noDeprecatedAttribute = defineCheck<
  "no-deprecated-attribute",
  Message,
  NoDeprecatedAttributeOptions
>({
  name: "no-deprecated-attribute",
  codemod: "name-spans",
  messages: {
    deprecated: "'{{key}}' is deprecated; its name is '{{replacement}}' now.",
    changed: "'{{key}}' is deprecated; '{{replacement}}' takes another kind of value.",
    gone: "'{{key}}' is deprecated, and nothing replaces it.",
    house: "This project calls '{{key}}' '{{replacement}}'.",
    rename: "Rename it to '{{replacement}}'.",
  },
  defaultOptions: { fixStatuses: ["backfill", "normalize"], ignore: [] },
  anchors: attributeAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { fixStatuses, ignore }) {
    const writes = readAttributeWrites(file, node);
    return writes.flatMap((write) =>
      ignore.includes(write.key) ? [] : (problemOf(file, write, writes, fixStatuses) ?? []),
    );
  },
});

function problemOf(
  file: SpanFile,
  write: AttributeWrite,
  writes: readonly AttributeWrite[],
  fixStatuses: readonly DeprecationStatus[],
): SpanProblem<Message> | undefined {
  const { key, keyNode: node } = write;
  const mended = findMendedKey(file, key);
  if (mended === undefined) {
    const deprecation = findAttribute(key)?.deprecation;
    const isGone =
      deprecation !== undefined && deprecation.replacement === undefined && !key.startsWith("sentry.");
    const isHouse = Object.values(file.config.names?.attributes ?? {}).includes(key);
    return isGone && !isHouse ? { node, message: "gone", data: { key } } : undefined;
  }
  if (mended.source === "namespace") return undefined;
  const data = { key, replacement: mended.key };
  const repair = renameKey(file, write, mended.key, writes);
  const suggestion = repair === undefined ? undefined : ({ ...repair, message: "rename", data } as const);
  if (mended.source === "house") return { node, message: "house", data, repair: suggestion, isCertain: true };
  const deprecation = mended.attribute?.deprecation;
  const [old, current] = [mended.attribute?.type, findAttribute(mended.key)?.type];
  if (deprecation?.status === "transform" || (old !== undefined && old !== current))
    return { node, message: "changed", data };
  if (COMMON.test(key))
    return {
      node,
      message: "deprecated",
      data,
      ...(suggestion === undefined ? {} : { alternatives: [suggestion] }),
    };
  const isCertain = fixStatuses.includes(deprecation?.status ?? "none");
  return { node, message: "deprecated", data, repair: suggestion, isCertain };
}
