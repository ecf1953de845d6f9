import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";
import { resolveSpecifier } from "../paths.ts";
import { libraryOfModule } from "./library.ts";

const known = new WeakMap<SpanFile, boolean>();

/**
 * Whether a file can hold a database handle at all: without types, each one comes from an import of a library, or of a module that the
 * config names. Asked for every call of a file, so that files that only mention a database cost nothing more.
 */
export function canHoldHandles(file: SpanFile): boolean {
  const found = known.get(file) ?? (file.types !== undefined || importsHandles(file));
  known.set(file, found);
  return found;
}

/** The same question to a tree that nobody has walked: the statements at the top are enough. */
export function importsHandles(file: Pick<SpanFile, "path" | "config" | "program">): boolean {
  const modules = clientModulesOf(file.config);
  // Several names come from one module: each is looked at once.
  const imported = new Set(importBindings(file).map(({ module }) => module));
  return [...imported].some(
    (module) =>
      libraryOfModule(module) !== undefined ||
      modules.has(module) ||
      (modules.size > 0 && modules.has(resolveSpecifier(file.path, module))),
  );
}

const clientModules = new WeakMap<SpanwrightConfig, ReadonlySet<string>>();

function clientModulesOf(config: SpanwrightConfig): ReadonlySet<string> {
  const modules =
    clientModules.get(config) ?? new Set((config.db?.clients ?? []).flatMap(({ from }) => from));
  clientModules.set(config, modules);
  return modules;
}
