import { moduleOf } from "./origin.ts";
import type { Project } from "./project.ts";
import type { SourceModule } from "./units.ts";
import { withoutExtension } from "../../spans/index.ts";

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

/** Whether a module sets up the SDK or wraps it: its functions never get spans. */
export function isSentrySetup(module: SourceModule): boolean {
  const locals = new Set(
    module.imports
      .filter(({ module: source, typeOnly }) => !typeOnly && /^@sentry\//.test(source))
      .map(({ local }) => local),
  );
  if (locals.size === 0) return false;
  const base = module.path.slice(module.path.lastIndexOf("/") + 1);
  return (
    /sentry|instrument/i.test(base) ||
    module.calls.some(
      ({ callee }) =>
        callee.type === "MemberExpression" &&
        callee.object.type === "Identifier" &&
        locals.has(callee.object.name) &&
        callee.property.type === "Identifier" &&
        callee.property.name === "init",
    )
  );
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
