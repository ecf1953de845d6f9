import { posix } from "node:path";
import type { ts as TS } from "ts-morph";
import type { Compiler } from "./load-typescript.ts";
import { packageOfPath } from "./paths.ts";
import { listSourcesOf } from "./source-of-declaration.ts";
import { findPackageDirectory } from "./workspace-packages.ts";

/** Texts that stand in for what is on disk, by absolute POSIX path. */
export type Overlay = ReadonlyMap<string, string>;

export interface OverlayPrograms {
  /**
   * A program over the disk with the overlay on top; files that did not change are shared between programs.
   *
   * @param foreign files of the overlay that belong to other projects. Their packages are read from their sources, since what
   *   was built from them is older than the overlay.
   */
  create(overlay: Overlay, foreign: ReadonlySet<string>): TS.Program;
  /** Files that may import the given ones, directly or through others, in any program made so far. */
  listDependents(paths: readonly string[]): ReadonlySet<string>;
}

/** @param parsed the tsconfig; files of an overlay that it does not list become roots as well */
export function createOverlayPrograms(compiler: Compiler, parsed: TS.ParsedCommandLine): OverlayPrograms {
  const { ts, libFolder, readLib } = compiler;
  const options: TS.CompilerOptions = {
    ...parsed.options,
    noEmit: true,
    incremental: false,
    composite: false,
    skipLibCheck: true,
  };
  const onDisk = new Map<string, TS.SourceFile | undefined>();
  const overlaid = new Map<string, TS.SourceFile>();
  const importers = new Map<string, Set<string>>();
  let overlay: Overlay = new Map();
  let newest: TS.Program | undefined;
  let resolutions: TS.ModuleResolutionCache | undefined;
  let directories = new Set<string>();
  let foreignPackages: ReadonlySet<string> = new Set();
  let resolvedFor = "";
  const known = new Set(parsed.fileNames);

  const base = ts.createCompilerHost(options);
  const readFile = (path: string) =>
    overlay.get(path) ?? (path.startsWith(libFolder) ? readLib(path) : undefined) ?? base.readFile(path);

  const parse = (
    path: string,
    format: TS.ScriptTarget | TS.CreateSourceFileOptions,
  ): TS.SourceFile | undefined => {
    const text = readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, format);
  };

  const host: TS.CompilerHost & { useSourceOfProjectReferenceRedirect(): boolean } = {
    ...base,
    getDefaultLibLocation: () => libFolder,
    getDefaultLibFileName: (own) => posix.join(libFolder, ts.getDefaultLibFileName(own)),
    readFile,
    fileExists: (path) =>
      overlay.has(path) ||
      base.fileExists(path) ||
      (path.startsWith(libFolder) && readLib(path) !== undefined),
    directoryExists: (path) => directories.has(path) || base.directoryExists?.(path) !== false,
    // What another project of the workspace has not built is read from its source, as the language service does by this
    // method of its host, which its public type leaves out.
    useSourceOfProjectReferenceRedirect: () => true,
    getSourceFile(path, format) {
      const text = overlay.get(path);
      if (text === undefined) {
        if (!onDisk.has(path)) onDisk.set(path, parse(path, format));
        return onDisk.get(path);
      }
      const same = overlaid.get(path);
      if (same?.text === text) return same;
      const file = ts.createSourceFile(path, text, format);
      overlaid.set(path, file);
      return file;
    },
    resolveModuleNameLiterals(literals, containingFile, redirected, own, file) {
      resolutions ??= ts.createModuleResolutionCache(
        base.getCurrentDirectory(),
        base.getCanonicalFileName,
        options,
      );
      return literals.map((literal) => {
        const mode = ts.getModeForUsageLocation(file, literal, own);
        const found = ts.resolveModuleName(
          literal.text,
          containingFile,
          own,
          host,
          resolutions,
          redirected,
          mode,
        );
        const resolved = { ...found, resolvedModule: toSource(ts, found.resolvedModule, foreignPackages) };
        const target = resolved.resolvedModule?.resolvedFileName;
        if (target !== undefined) importersOf(target).add(containingFile);
        return resolved;
      });
    },
  };

  const importersOf = (path: string): Set<string> => {
    const files = importers.get(path) ?? new Set();
    importers.set(path, files);
    return files;
  };

  return {
    create(next, foreign) {
      const added = [...next.keys()].filter((path) => !base.fileExists(path));
      foreignPackages = new Set([...foreign].flatMap((path) => findPackageDirectory(path) ?? []));
      // What an import resolves to is remembered, so it is forgotten when a helper file comes or goes.
      const resolvesFor = [...added, "", ...foreignPackages].join("\n");
      if (resolvesFor !== resolvedFor) {
        resolutions = undefined;
        newest = undefined;
      }
      resolvedFor = resolvesFor;
      overlay = next;
      directories = new Set(added.flatMap((path) => listDirectoriesOf(path)));
      const unlisted = [...next.keys()].filter(
        (path) => !known.has(path) && !foreign.has(path) && isSource(path),
      );
      const rootNames = [...parsed.fileNames, ...unlisted.sort()];
      newest = ts.createProgram({
        rootNames,
        options,
        host,
        ...(parsed.projectReferences === undefined ? {} : { projectReferences: parsed.projectReferences }),
        ...(newest === undefined ? {} : { oldProgram: newest }),
      });
      return newest;
    },
    listDependents(paths) {
      // Which file imports which is seen in `resolveModuleNameLiterals`, which compilers before 5.0 do not call. A script
      // without imports and exports is seen by all.
      const isSeenByAll = (path: string): boolean => {
        const file = newest?.getSourceFile(path);
        return file !== undefined && !ts.isExternalModule(file);
      };
      if (Number.parseInt(ts.version, 10) < 5 || paths.some(isSeenByAll)) return known;
      const found = new Set<string>();
      const queue = [...paths];
      for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
        for (const importer of importers.get(path) ?? []) {
          if (found.has(importer)) continue;
          found.add(importer);
          queue.push(importer);
        }
      }
      return found;
    },
  };
}

function toSource(
  ts: Compiler["ts"],
  module: TS.ResolvedModuleFull | undefined,
  packages: ReadonlySet<string>,
): TS.ResolvedModuleFull | undefined {
  const path = module?.resolvedFileName ?? "";
  if (packages.size === 0 || !/\.d\.[mc]?ts$/.test(path) || packageOfPath(path) !== undefined) return module;
  const home = findPackageDirectory(path);
  if (home === undefined || !packages.has(home)) return module;
  const [source] = listSourcesOf(path);
  if (source === undefined) return module;
  const extension = source.endsWith("x") ? ts.Extension.Tsx : ts.Extension.Ts;
  return { resolvedFileName: source, extension, isExternalLibraryImport: false };
}

function isSource(path: string): boolean {
  return /\.[mc]?[jt]sx?$/.test(path);
}

function listDirectoriesOf(path: string): readonly string[] {
  const directories: string[] = [];
  for (let at = posix.dirname(path); at !== posix.dirname(at); at = posix.dirname(at)) directories.push(at);
  return directories;
}
