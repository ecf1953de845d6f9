import { findVariable } from "../../spans/index.ts";
import type { Project } from "./project.ts";
import type { SourceModule } from "./units.ts";
import type { Value } from "./value.ts";
import { valueOf, valueOfVariable } from "./value-of.ts";
import { valueOfDeclaredType } from "./value-of-type.ts";

/** What a specifier and a name in it stand for: through re-exports and barrels, or outside of the project. */
export function importedValue(
  project: Project,
  from: SourceModule,
  specifier: string,
  name: string,
): Value | undefined {
  const path = project.resolve(from.path, specifier);
  const module = path === undefined ? undefined : project.moduleAt.get(path);
  if (module !== undefined)
    return name === "*" ? { kind: "namespace", module } : exportedValue(project, module, name);
  if (specifier.startsWith(".")) return undefined;
  return { kind: "external", source: specifier, path: name === "*" || name === "default" ? [] : [name] };
}

/** What a module exports under a name, a value or a type. */
export function exportedValue(
  project: Project,
  module: SourceModule,
  name: string,
  seen: ReadonlySet<SourceModule> = new Set(),
): Value | undefined {
  if (seen.has(module)) return undefined;
  const trail = new Set(seen).add(module);
  const target = module.exports.get(name);
  switch (target?.kind) {
    case "local":
      return localValue(project, module, target.name);
    case "node":
      return valueOf(project, module, target.node);
    case "from":
      return followExport(project, module, target.source, target.name, trail);
    case undefined:
      for (const source of name === "default" ? [] : module.stars) {
        const value = followExport(project, module, source, name, trail);
        if (value !== undefined && value.kind !== "external") return value;
      }
      return undefined;
  }
}

/** What a top-level name of a module stands for. */
function localValue(project: Project, module: SourceModule, name: string): Value | undefined {
  const variable = findVariable(module.file, module.file.program, name);
  return (
    (variable === undefined ? undefined : valueOfVariable(project, module, variable)) ??
    valueOfDeclaredType(project, module, name)
  );
}

function followExport(
  project: Project,
  module: SourceModule,
  source: string,
  name: string,
  seen: ReadonlySet<SourceModule>,
): Value | undefined {
  const path = project.resolve(module.path, source);
  const next = path === undefined ? undefined : project.moduleAt.get(path);
  if (next === undefined) return importedValue(project, module, source, name);
  return name === "*" ? { kind: "namespace", module: next } : exportedValue(project, next, name, seen);
}
