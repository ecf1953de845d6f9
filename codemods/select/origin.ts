import type { Project } from "./project.ts";
import type { SourceModule } from "./units.ts";

/** Where an exported name is declared. */
interface Origin {
  readonly module: SourceModule;
  /** The local name there, or `default`. */
  readonly name: string;
}

/** The module that declares an exported name, behind re-exports and barrels; `undefined` outside of the project. */
export function originOf(
  project: Project,
  module: SourceModule,
  name: string,
  seen: ReadonlySet<SourceModule> = new Set(),
): Origin | undefined {
  if (seen.has(module)) return undefined;
  const trail = new Set(seen).add(module);
  const next = (source: string, exported: string): Origin | undefined => {
    const found = moduleOf(project, module, source);
    return found === undefined ? undefined : originOf(project, found, exported, trail);
  };
  const target = module.exports.get(name);
  switch (target?.kind) {
    case "from":
      return next(target.source, target.name);
    case "local": {
      const binding = module.imports.find(({ local }) => local === target.name);
      return binding === undefined ? { module, name: target.name } : next(binding.module, binding.imported);
    }
    case "node":
      return { module, name };
    case undefined:
      for (const source of name === "default" ? [] : module.stars) {
        const found = next(source, name);
        if (found !== undefined) return found;
      }
      return undefined;
  }
}

/** The project's module that a specifier means in a module. */
export function moduleOf(project: Project, from: SourceModule, specifier: string): SourceModule | undefined {
  const path = project.resolve(from.path, specifier);
  return path === undefined ? undefined : project.moduleAt.get(path);
}
