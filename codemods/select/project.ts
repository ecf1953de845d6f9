import type { TSESTree } from "@typescript-eslint/types";
import { isOwnSource } from "./paths.ts";
import type { ProjectFacts, SourceText } from "./project-facts.ts";
import { readModule } from "./read-module.ts";
import { createModuleResolver, type ModuleResolver } from "./resolve-module.ts";
import type { ClassUnit, FunctionUnit, SourceModule } from "./units.ts";
import type { Value } from "./value.ts";

/** All parsed modules, and what has been found out about them so far. */
export interface Project {
  readonly facts: ProjectFacts;
  /** Sorted by path. */
  readonly modules: readonly SourceModule[];
  readonly moduleAt: ReadonlyMap<string, SourceModule>;
  readonly resolve: ModuleResolver;
  /** Methods of classes and functions in object literals, by their own name. */
  readonly methodsByName: ReadonlyMap<string, readonly FunctionUnit[]>;
  /** Classes that say which interface they implement. */
  readonly implementing: readonly ClassUnit[];
  /** Answers of `valueOf`; `undefined` is an answer, and what a question that is being asked gives. */
  readonly values: Map<TSESTree.Node, Value | undefined>;
  readonly results: Map<FunctionUnit, Value | undefined>;
  /** Filled by `subclassesOf` at the first question. */
  readonly subclasses: Map<ClassUnit, readonly ClassUnit[]>;
}

/**
 * Reads every file that is no test and not built; files with broken syntax are left out.
 *
 * @param asWritten - with the spans that are in the files, so that offsets are those of the files.
 */
export function createProject(files: readonly SourceText[], facts: ProjectFacts, asWritten = false): Project {
  const modules = files
    .filter(({ path }) => isOwnSource(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => readModule(file, asWritten))
    .filter((module) => module !== undefined);
  const methodsByName = new Map<string, FunctionUnit[]>();
  for (const { functions } of modules) {
    for (const unit of functions) {
      if (unit.owner === undefined && unit.node.parent?.type !== "Property") continue;
      const known = methodsByName.get(unit.name);
      if (known === undefined) methodsByName.set(unit.name, [unit]);
      else known.push(unit);
    }
  }
  return {
    facts,
    modules,
    moduleAt: new Map(modules.map((module) => [module.path, module])),
    resolve: createModuleResolver(
      modules.map(({ path }) => path),
      facts,
    ),
    methodsByName,
    implementing: modules.flatMap(({ classes }) => classes.filter(({ node }) => node.implements.length > 0)),
    values: new Map(),
    results: new Map(),
    subclasses: new Map(),
  };
}
