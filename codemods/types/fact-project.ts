import { existsSync, openSync, readSync, closeSync } from "node:fs";
import { posix } from "node:path";
import type { Project, ResolutionHostFactory, ts as TS } from "ts-morph";
import type { FactContext } from "./fact-context.ts";
import { loadTsMorph, type Ts } from "./load-typescript.ts";
import { readTsconfig } from "./read-tsconfig.ts";
import { findTargetVersion } from "./target-version.ts";

export interface FactProject {
  readonly ts: Ts;
  /** @returns undefined when the file cannot be read */
  open(path: string): OpenedFile | undefined;
  /** 1 when the file starts with a byte order mark, which ts-morph drops and our offsets count. */
  shiftOf(file: TS.SourceFile): number;
}

export interface OpenedFile {
  readonly project: FactProject;
  readonly context: FactContext;
  readonly file: TS.SourceFile;
  readonly shift: number;
  readonly closuresKeepLet: boolean;
}

interface FactProjectOptions {
  readonly root: string;
  readonly tsconfigPath: string | undefined;
  /** Absolute paths: the roots of the program. */
  readonly files: readonly string[];
  /** Texts that stand for what is on disk, by absolute path. */
  readonly texts?: ReadonlyMap<string, string>;
  readonly resolveInWorkspace: (specifier: string) => string | undefined;
}

/** One ts-morph project with the asked files, and the ambient declarations of its tsconfig, as the only roots. */
export function createFactProject({
  root,
  tsconfigPath,
  files,
  texts = new Map(),
  resolveInWorkspace,
}: FactProjectOptions): FactProject {
  const { Project, ts } = loadTsMorph();
  const parsed = tsconfigPath === undefined ? undefined : readTsconfig(ts, tsconfigPath);
  const morph = new Project({
    compilerOptions: { ...(parsed?.options ?? looseOptions(ts)), ...READ_ONLY },
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    resolutionHost: createResolution(ts, resolveInWorkspace),
  });
  const ambient = (parsed?.fileNames ?? []).filter((file) => /\.d\.[mc]?ts$/.test(file));
  for (const [file, text] of texts) {
    if (files.includes(file)) morph.createSourceFile(file, text.replace(/^\uFEFF/, ""), { overwrite: true });
  }
  for (const file of [...ambient, ...files]) {
    if (!texts.has(file) && existsSync(file)) morph.addSourceFileAtPath(file);
  }
  const version = findTargetVersion(tsconfigPath === undefined ? root : posix.dirname(tsconfigPath));
  const closuresKeepLet =
    version === undefined || version.major > 5 || (version.major === 5 && version.minor >= 4);
  const shifts = new Map<string, number>();

  const project: FactProject = {
    ts,
    open(path) {
      const file = findFile(morph, path);
      if (file === undefined) return undefined;
      const program = morph.getProgram().compilerObject;
      const context: FactContext = { ts, program, checker: program.getTypeChecker() };
      return { project, context, file, shift: project.shiftOf(file), closuresKeepLet };
    },
    shiftOf({ fileName }) {
      const text = texts.get(fileName);
      const hasMark = text === undefined ? startsWithByteOrderMark(fileName) : text.startsWith("\uFEFF");
      const shift = shifts.get(fileName) ?? (hasMark ? 1 : 0);
      shifts.set(fileName, shift);
      return shift;
    },
  };
  return project;
}

/** Nothing is emitted; errors in declarations of packages are not ours to see. */
const READ_ONLY: TS.CompilerOptions = {
  noEmit: true,
  skipLibCheck: true,
  composite: false,
  incremental: false,
};

function looseOptions(ts: Ts): TS.CompilerOptions {
  return {
    allowJs: true,
    strict: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ["*"],
  };
}

function findFile(morph: Project, path: string): TS.SourceFile | undefined {
  const inProgram = morph.getProgram().compilerObject.getSourceFile(path);
  if (inProgram !== undefined) return inProgram;
  return existsSync(path) ? morph.addSourceFileAtPath(path).compilerNode : undefined;
}

/**
 * ts-morph makes its source files without the module format that node16/nodenext resolution goes by, so the mode of each
 * import is worked out here; and what does not resolve may be a package of the workspace that is not built.
 */
function createResolution(
  ts: Ts,
  resolveInWorkspace: (specifier: string) => string | undefined,
): ResolutionHostFactory {
  return (host, getCompilerOptions) => {
    let cache: TS.ModuleResolutionCache | undefined;
    return {
      resolveModuleNames(names, containingFile) {
        const options = getCompilerOptions();
        cache ??= ts.createModuleResolutionCache(
          host.getCurrentDirectory?.() ?? "/",
          (path) => path,
          options,
        );
        const mode = ts.getImpliedNodeFormatForFile(
          containingFile,
          cache.getPackageJsonInfoCache(),
          host,
          options,
        );
        return names.map((name) => {
          const { resolvedModule } = ts.resolveModuleName(
            name,
            containingFile,
            options,
            host,
            cache,
            undefined,
            mode,
          );
          if (resolvedModule !== undefined) return resolvedModule;
          const source = resolveInWorkspace(name);
          return source === undefined
            ? undefined
            : { resolvedFileName: source, isExternalLibraryImport: false };
        });
      },
    };
  };
}

function startsWithByteOrderMark(path: string): boolean {
  const bytes = Buffer.alloc(3);
  const handle = openSync(path, "r");
  try {
    readSync(handle, bytes, 0, 3, 0);
  } finally {
    closeSync(handle);
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
