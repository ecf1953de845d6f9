import type { TSESTree } from "@typescript-eslint/types";
import { helperPathOf } from "./client/side.ts";
import { findDefinition } from "./definition.ts";
import type { SpanFile } from "./file.ts";
import type { HelperName } from "./helper.ts";
import { findImport, importBindings, type ImportBinding } from "./imports.ts";
import { relativeSpecifier, resolveSpecifier } from "./paths.ts";
import type { SkipReason } from "./reason.ts";

/** A name that a plan uses and that the file must import. */
export type ImportNeed =
  | { readonly kind: "namespace"; readonly module: string; readonly local: string }
  | { readonly kind: "named"; readonly module: string; readonly name: string };

/** How the text of an edit calls a function, and what must be imported for it. */
export interface CalleeReference {
  readonly text: string;
  readonly needs: readonly ImportNeed[];
}

/** SDKs that run on a server; browser SDKs have the same function names but are no place for server spans. */
const SERVER_SDKS =
  /^@sentry\/(?:node|node-core|nextjs|nestjs|bun|deno|cloudflare|aws-serverless|google-cloud-serverless|sveltekit|remix|astro|nuxt|hono|solidstart|tanstackstart-react|react-router|electron(?:\/main)?)$/;

export function isSentryModule(file: SpanFile, module: string): boolean {
  return module === file.sdk.module || SERVER_SDKS.test(module);
}

/** Whether a module of the project re-exports the SDK as `Sentry` (named in the config, checked by `init`). */
export function isSentryReExport(file: SpanFile, module: string): boolean {
  return (file.config.sentryModules ?? []).includes(resolveSpecifier(file.path, module));
}

/** The bindings through which a file reaches the SDK. */
export function findSentryBinding(file: SpanFile): ImportBinding | undefined {
  const bindings = importBindings(file).filter((binding) => !binding.typeOnly);
  return (
    bindings.find(
      ({ imported, module }) => (imported === "*" || imported === "default") && isSentryModule(file, module),
    ) ?? bindings.find(({ imported, module }) => imported === "Sentry" && isSentryReExport(file, module))
  );
}

/**
 * How to call an SDK function (`startSpan`) from a place in a file: through the binding that the file has, or a new import.
 *
 * @returns the callee's text, or the reason why there is no safe way.
 */
export function sentryCallee(file: SpanFile, at: TSESTree.Node, name: string): CalleeReference | SkipReason {
  const { wrapper } = file.config;
  if (wrapper !== undefined && name === "startSpan")
    return namedCallee(file, at, wrapper.module, wrapper.name);
  const binding = findSentryBinding(file);
  if (binding !== undefined) {
    return isVisible(file, at, binding.local)
      ? { text: `${binding.local}.${name}`, needs: [] }
      : "sentry-name-taken";
  }
  const named = importBindings(file).find(
    (one) => one.imported === name && !one.typeOnly && isSentryModule(file, one.module),
  );
  if (named !== undefined)
    return isVisible(file, at, named.local) ? { text: named.local, needs: [] } : "sentry-name-taken";
  if (findImport(file, "Sentry")?.typeOnly === false) return "sentry-stub";
  const local = isFree(file, at, "Sentry") ? "Sentry" : "SentrySdk";
  if (!isFree(file, at, local)) return "sentry-name-taken";
  return { text: `${local}.${name}`, needs: [{ kind: "namespace", module: file.sdk.module, local }] };
}

/** How to call an emitted helper. */
export function helperCallee(
  file: SpanFile,
  at: TSESTree.Node,
  name: HelperName,
): CalleeReference | SkipReason {
  return namedCallee(file, at, helperPathOf(file), name);
}

/** The specifier by which a file imports a module of the project, in the file's habit; packages and aliases stay as they are. */
export function specifierFor(file: SpanFile, module: string): string {
  if (module.startsWith("@") || module.startsWith("~") || module.startsWith("#")) return module;
  if (module !== helperPathOf(file) && !module.includes("/")) return module;
  return relativeSpecifier(file.path, module) + extensionHabit(file);
}

/** How to call an exported function of another module: a path from the root without extension, or a package. */
export function namedCallee(
  file: SpanFile,
  at: TSESTree.Node,
  module: string,
  name: string,
): CalleeReference | SkipReason {
  const wanted = resolveSpecifier(file.path, specifierFor(file, module));
  const present = importBindings(file).find(
    (binding) => binding.imported === name && resolveSpecifier(file.path, binding.module) === wanted,
  );
  if (present !== undefined)
    return isVisible(file, at, present.local) ? { text: present.local, needs: [] } : "sentry-name-taken";
  if (!isFree(file, at, name)) return "sentry-name-taken";
  return { text: name, needs: [{ kind: "named", module: specifierFor(file, module), name }] };
}

function extensionHabit(file: SpanFile): string {
  for (const { module } of importBindings(file)) {
    if (!module.startsWith(".")) continue;
    const extension = /\.[cm]?[jt]s$/.exec(module)?.[0];
    return extension ?? "";
  }
  return file.helpers.extension;
}

/** The name means the file's import at this place: nothing between shadows it. */
function isVisible(file: SpanFile, at: TSESTree.Node, local: string): boolean {
  return findDefinition(file, at, local)?.block.type === "Program";
}

/** No declaration by this name can be seen from this place, nor would a new top-level one clash. */
function isFree(file: SpanFile, at: TSESTree.Node, name: string): boolean {
  return (
    findDefinition(file, at, name) === undefined && findDefinition(file, file.program, name) === undefined
  );
}
