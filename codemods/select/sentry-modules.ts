import type { TSESTree } from "@typescript-eslint/types";
import { helperNames, memberName, memberPath, withoutExtension } from "../../spans/index.ts";
import { namedAround } from "./call-graph.ts";
import { moduleOf } from "./origin.ts";
import type { Project } from "./project.ts";
import type { FunctionUnit, SourceModule } from "./units.ts";

const SDK = /^@sentry\/(?!browser$|react$|vue$|angular$|svelte$|core$|types$)[\w-]+(?:\/main)?$/;

/**
 * Modules of the project that hand on the SDK itself as `Sentry`: by re-exporting an import, not by a value that may be a stub
 * (`const Sentry = enabled ? Sdk : stub` never calls the callback of `startSpan`).
 */
export function findSentryModules(project: Project): readonly string[] {
  return project.modules
    .filter((module) => handsOnSdk(project, module, new Set()))
    .map(({ path }) => withoutExtension(path));
}

/**
 * Whether a module is the place where the SDK is set up or wrapped, by its name and by what it calls, or holds the emitted helpers: its
 * functions never get spans. An import alone says nothing, because `apply` adds imports.
 */
export function isSentrySetup(module: SourceModule): boolean {
  if (helperNames.some((name) => module.exports.has(name))) return true;
  const base = module.path.slice(module.path.lastIndexOf("/") + 1);
  return /sentry|instrument/i.test(base) && sdkCalls(module).length > 0;
}

/** Functions that start the SDK. */
export function findSdkStarters(project: Project): ReadonlySet<FunctionUnit> {
  return new Set(
    project.modules.flatMap((module) =>
      sdkCalls(module)
        .filter(({ callee }) => callee.type === "MemberExpression" && memberName(callee) === "init")
        .flatMap((call) => namedAround(module, call) ?? []),
    ),
  );
}

function sdkCalls(module: SourceModule): readonly TSESTree.CallExpression[] {
  const locals = new Set(
    module.imports
      .filter(({ module: source, typeOnly }) => !typeOnly && /^@sentry\//.test(source))
      .map(({ local }) => local),
  );
  return locals.size === 0
    ? []
    : module.calls.filter(({ callee }) => locals.has(memberPath(callee)?.[0] ?? ""));
}

function handsOnSdk(project: Project, module: SourceModule, seen: Set<SourceModule>): boolean {
  if (seen.has(module)) return false;
  seen.add(module);
  if (module.stars.some((source) => SDK.test(source))) return true; // for `import * as Sentry from "./sentry"`
  const target = module.exports.get("Sentry");
  if (target?.kind === "from") {
    if (SDK.test(target.source)) return target.name === "*" || target.name === "default";
    const next = moduleOf(project, module, target.source);
    return next !== undefined && target.name === "Sentry" && handsOnSdk(project, next, seen);
  }
  if (target?.kind === "local") {
    const binding = module.imports.find(({ local, typeOnly }) => local === target.name && !typeOnly);
    if (binding === undefined) return false;
    if (SDK.test(binding.module)) return binding.imported === "*" || binding.imported === "default";
    const next = moduleOf(project, module, binding.module);
    return next !== undefined && binding.imported === "Sentry" && handsOnSdk(project, next, seen);
  }
  return false;
}
