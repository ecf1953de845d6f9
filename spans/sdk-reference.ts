import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "./ast.ts";
import { findDefinition } from "./definition.ts";
import type { SpanFile } from "./file.ts";
import { findImport } from "./imports.ts";
import { isSentryReExport } from "./sentry.ts";

/** What an expression means of the SDK: `Sentry.Integrations.Http` -> `["Integrations", "Http"]`. */
export interface SdkReference {
  /** The package or the project's module that it is imported from. */
  readonly module: string;
  /** Names from the SDK's root; empty for the namespace itself. */
  readonly path: readonly string[];
}

/**
 * What an expression means of any Sentry SDK, server or browser, by imports and scopes: `Sentry.init`, `init`, `S.init` and a local
 * re-export's `Sentry.init` are the same.
 *
 * @returns `undefined` for anything else, and for a name that something nearer shadows.
 */
export function readSdkReference(file: SpanFile, node: TSESTree.Node): SdkReference | undefined {
  const inner = skipWrappers(node);
  if (inner.type !== "Identifier" && inner.type !== "MemberExpression") return undefined;
  if (references.has(inner)) return references.get(inner);
  const reference = inner.type === "Identifier" ? rootOf(file, inner) : memberOf(file, inner);
  references.set(inner, reference);
  return reference;
}

const references = new WeakMap<TSESTree.Node, SdkReference | undefined>();

function memberOf(file: SpanFile, inner: TSESTree.MemberExpression): SdkReference | undefined {
  const name = memberName(inner);
  const object = name === undefined ? undefined : readSdkReference(file, inner.object);
  return name === undefined || object === undefined
    ? undefined
    : { module: object.module, path: [...object.path, name] };
}

/** The SDK's function that a call calls (`startSpan`, `init`), where it is one of its top-level functions. */
export function sdkFunctionOf(file: SpanFile, node: TSESTree.Node): string | undefined {
  if (node.type !== "CallExpression") return undefined;
  const path = readSdkReference(file, node.callee)?.path;
  return path?.length === 1 ? path[0] : undefined;
}

function rootOf(file: SpanFile, node: TSESTree.Identifier): SdkReference | undefined {
  const binding = findImport(file, node.name);
  if (binding === undefined || binding.typeOnly) return undefined;
  if (findDefinition(file, node, node.name)?.block.type !== "Program") return undefined;
  const { module, imported } = binding;
  const isWhole = imported === "*" || imported === "default";
  if (/^@sentry\/[\w-]+(?:\/\w+)?$/.test(module)) return { module, path: isWhole ? [] : [imported] };
  if (!isSentryReExport(file, module)) return undefined;
  return { module, path: isWhole || imported === "Sentry" ? [] : [imported] };
}
