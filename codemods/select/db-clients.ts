import type { DbClientEntry, DbLibrary } from "../../spans/index.ts";
import { findVariable, resolveSpecifier, withoutExtension } from "../../spans/index.ts";
import { findClient, type DbClient } from "../../spans/db/client.ts";
import { drizzleDriver, libraryOfModule } from "../../spans/db/library.ts";
import { exportedValue } from "./exported-value.ts";
import { originOf } from "./origin.ts";
import type { Project } from "./project.ts";
import type { SourceModule } from "./units.ts";

/**
 * Database handles that one module of the project exports and another imports, with every specifier by which they are imported: a
 * path from the root for relative ones, itself for packages and aliases (barrels give more than one).
 */
export function findDbClients(project: Project): readonly DbClientEntry[] {
  const handles = new Map<string, Handle | undefined>();
  const entries = new Map<
    string,
    { readonly name: string; readonly handle: Handle; readonly from: Set<string> }
  >();
  for (const module of project.modules) {
    for (const { module: specifier, imported, local, typeOnly } of module.imports) {
      const path = typeOnly || imported === "*" ? undefined : project.resolve(module.path, specifier);
      const source = path === undefined ? undefined : project.moduleAt.get(path);
      if (source === undefined) continue;
      const origin = originOf(project, source, imported);
      if (origin === undefined) continue;
      const key = `${origin.module.path}#${origin.name}`;
      if (!handles.has(key)) handles.set(key, handleOf(project, origin.module, origin.name));
      const handle = handles.get(key);
      if (handle === undefined) continue;
      // A default import is named by the importing file.
      const name = imported === "default" ? local : imported;
      const entry = entries.get(`${key} ${name}`) ?? {
        name,
        handle,
        from: new Set([withoutExtension(origin.module.path)]),
      };
      entry.from.add(resolveSpecifier(module.path, specifier));
      entries.set(`${key} ${name}`, entry);
    }
  }
  return [...entries.values()]
    .map(({ name, handle, from }) => ({ name, from: [...from].sort(), ...handle }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.from.join(), b.from.join()));
}

interface Handle {
  readonly library: DbLibrary;
  readonly driver?: string;
}

/** Types and factories whose result is a handle; what the model finds in the declaring file itself is asked first. */
const HANDLE =
  /(?:Database|Client|Pool|DataSource|Connection|Kysely|Knex|Repository|Model|Sql|Sync|PGlite|^knex|^drizzle|^postgres)$/;

function handleOf(project: Project, module: SourceModule, name: string): Handle | undefined {
  const variable = findVariable(module.file, module.file.program, name);
  const identifier = variable?.identifiers[0];
  const client = identifier?.type === "Identifier" ? findClient(module.file, identifier) : undefined;
  if (client !== undefined) return handleOfClient(client);
  const value = exportedValue(project, module, name);
  if (value?.kind !== "external" || value.path.at(-1) !== "()" || value.path.length > 2) return undefined;
  const library = libraryOfModule(value.source);
  if (library === undefined || !HANDLE.test(value.path.length === 1 ? value.source : (value.path[0] ?? "")))
    return undefined;
  const driver =
    library === "drizzle" ? drizzleDriver(value.source) : library === "prisma" ? "@prisma/client" : undefined;
  return driver === undefined ? { library } : { library, driver };
}

function handleOfClient({ library, driver, begun }: DbClient): Handle | undefined {
  if (begun !== undefined) return undefined;
  return driver === undefined ? { library } : { library, driver };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
