import { realpathSync } from "node:fs";
import type { FactRange, TypeFacts } from "../../spans/type-facts.ts";
import { listBaseTypes } from "./base-types-of.ts";
import { findDeclaration, type SeenDeclaration } from "./declaration-of.ts";
import { createFactProject, type FactProject } from "./fact-project.ts";
import { kindOfValue } from "./kind-of-value.ts";
import { libraryOf } from "./library-of.ts";
import { findNarrowedPaths } from "./narrowed-paths.ts";
import { findNodeAt } from "./node-at.ts";
import { toAbsolute, toRelative } from "./paths.ts";
import { propertyOf } from "./property-of.ts";
import { findSourceOfDeclaration } from "./source-of-declaration.ts";
import { createWorkspaceResolver } from "./workspace-packages.ts";

export interface TypeFactsOptions {
  /**
   * The files that will be asked about (after the text gate). They are the only roots of the programs; a file that is not
   * listed can be asked about too, but costs a new program when no listed one imports it.
   */
  readonly files?: readonly string[];
  /** Texts to take in place of those on disk, by path relative to the root: planning again what `unwrap` would write. */
  readonly texts?: ReadonlyMap<string, string>;
}

/**
 * Type facts from ts-morph: one program for each tsconfig, made at the first question about one of its files. Nothing is
 * loaded before that.
 *
 * @param root absolute path of the run's root
 * @param tsconfigOf absolute path of the tsconfig for a path relative to the root; undefined means compiler defaults
 * @example
 * const facts = createTypeFacts(root, createTsconfigFinder(root), { files });
 * facts.kindOfValue("src/users.ts", [120, 164]); // "thenable"
 */
export function createTypeFacts(
  root: string,
  tsconfigOf: (path: string) => string | undefined,
  options: TypeFactsOptions = {},
): TypeFacts {
  const base = realpathSync(root).replaceAll("\\", "/");
  const resolveInWorkspace = createWorkspaceResolver(base);
  const projects = new Map<string | undefined, FactProject>();
  const configs = new Map<string, string | undefined>();

  const configOf = (path: string): string | undefined => {
    const known = toRelative(base, path);
    if (!configs.has(known)) configs.set(known, tsconfigOf(known));
    return configs.get(known);
  };

  const projectOf = (path: string): FactProject => {
    const config = configOf(path);
    const known = projects.get(config);
    if (known !== undefined) return known;
    const files = (options.files ?? [])
      .map((file) => toAbsolute(base, file))
      .filter((file) => configOf(file) === config);
    const texts = new Map([...(options.texts ?? [])].map(([file, text]) => [toAbsolute(base, file), text]));
    const project = createFactProject({ root: base, tsconfigPath: config, files, texts, resolveInWorkspace });
    projects.set(config, project);
    return project;
  };

  const open = (path: string) => {
    const absolute = toAbsolute(base, path);
    return projectOf(absolute).open(absolute);
  };

  const locate = (path: string, [start, end]: FactRange) => {
    const opened = open(path);
    if (opened === undefined) return undefined;
    const { context, file, shift } = opened;
    const node = findNodeAt(context.ts, file, start - shift, end - shift);
    return node === undefined
      ? undefined
      : { ...opened, node, type: context.checker.getTypeAtLocation(node) };
  };

  const place = (project: FactProject, seen: SeenDeclaration) => {
    const { fileName } = seen.file;
    const source = findSourceOfDeclaration(project.ts, seen);
    const { path, start } = source ?? { path: fileName, start: seen.start + project.shiftOf(seen.file) };
    return { path: toRelative(base, path), name: seen.name, start };
  };

  return {
    kindOfValue(path, range) {
      const at = locate(path, range);
      return at === undefined ? "any" : kindOfValue(at.context, at.type);
    },
    libraryOf(path, range) {
      const at = locate(path, range);
      return at === undefined ? undefined : libraryOf(at.context, at.type);
    },
    narrowedPaths(path, [start, end]) {
      const at = open(path);
      if (at === undefined) return [];
      const { context, file, shift, closuresKeepLet } = at;
      const found = findNarrowedPaths(context, file, [start - shift, end - shift], { closuresKeepLet });
      return found.map(([s, e]): FactRange => [s + shift, e + shift]);
    },
    declarationOf(path, range) {
      const at = locate(path, range);
      const seen = at === undefined ? undefined : findDeclaration(at.context, at.node);
      return at === undefined || seen === undefined ? undefined : place(at.project, seen);
    },
    baseTypesOf(path, range) {
      const at = locate(path, range);
      if (at === undefined) return [];
      const places = listBaseTypes(at.context, at.type).map((seen) => place(at.project, seen));
      const unique = new Map(places.map((one) => [`${one.path}:${String(one.start)}`, one]));
      return [...unique.values()].sort((a, b) =>
        a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start,
      );
    },
    propertyOf(path, range, name) {
      const at = locate(path, range);
      return at === undefined ? undefined : propertyOf(at.context, at.node, at.type, name);
    },
  };
}
