import { existsSync, realpathSync } from "node:fs";
import { posix } from "node:path";
import type { ts as TS } from "ts-morph";
import { subtractDiagnostics, type SeenDiagnostic } from "./subtract-diagnostics.ts";
import { loadBundledCompiler, loadTargetCompiler } from "./load-typescript.ts";
import { createOverlayPrograms, type OverlayPrograms } from "./overlay-program.ts";
import { toAbsolute, toRelative } from "./paths.ts";
import { readTsconfig } from "./read-tsconfig.ts";

export interface DiagnosticsEdit {
  /** Undefined for a file that does not exist yet. */
  readonly before: string | undefined;
  readonly after: string;
  /** Offset in `before` of an offset in `after`, both in UTF-16 units; undefined inside inserted text. */
  readonly mapOffset: (afterOffset: number) => number | undefined;
}

export interface NewDiagnostic {
  /** POSIX, relative to the root. */
  readonly path: string;
  readonly code: number;
  readonly message: string;
  /** Offset in the text after the edits. */
  readonly start: number;
  readonly length: number;
  /** `start` mapped back into the text before; undefined inside inserted text. */
  readonly originalStart: number | undefined;
}

export interface DiagnosticsCheck {
  /**
   * Diagnostics with the edits that were not there without them. The disk must stay as it is between the calls; calls with
   * fewer or more edits are cheap, since programs share what did not change.
   *
   * @param edits by path, absolute or relative to the root
   * @param elsewhere edits of files of other tsconfigs: seen through imports, as if their packages were built again, not checked
   *   themselves, but what imports them is
   * @returns sorted by path and place; empty when there is no tsconfig
   */
  newDiagnostics(edits: Edits, elsewhere?: Edits): readonly NewDiagnostic[];
}

type Edits = ReadonlyMap<string, DiagnosticsEdit>;

export interface DiagnosticsOptions {
  /** `all` also checks the files that import a changed one, when its declarations changed. Default `all`. */
  readonly dependents?: "all" | "none";
  /** Run the target's own TypeScript (below 7) instead of the bundled one: this executes its code. */
  readonly targetTypescript?: boolean;
}

/**
 * Compares diagnostics before and after edits, in one tsconfig.
 *
 * @param root absolute path that the paths are relative to
 * @param tsconfigPath absolute path from `createTsconfigFinder`; undefined or unreadable: nothing is ever new
 */
export function createDiagnosticsCheck(
  root: string,
  tsconfigPath: string | undefined,
  options: DiagnosticsOptions = {},
): DiagnosticsCheck {
  const base = realpathSync(root).replaceAll("\\", "/");
  let checker: DiagnosticsCheck | undefined;
  return {
    newDiagnostics(edits, elsewhere) {
      checker ??= openCheck(base, tsconfigPath, options);
      return checker.newDiagnostics(edits, elsewhere);
    },
  };
}

function openCheck(
  root: string,
  tsconfig: string | undefined,
  options: DiagnosticsOptions,
): DiagnosticsCheck {
  if (tsconfig === undefined || !existsSync(tsconfig)) return { newDiagnostics: () => [] };
  // Modules resolve to real paths, so the roots must be real ones too.
  const tsconfigPath = realpathSync(tsconfig).replaceAll("\\", "/");
  const target =
    options.targetTypescript === true ? loadTargetCompiler(posix.dirname(tsconfigPath)) : undefined;
  const compiler = target ?? loadBundledCompiler();
  const parsed = readTsconfig(compiler.ts, tsconfigPath);
  if (parsed === undefined) return { newDiagnostics: () => [] };
  const programs = createOverlayPrograms(compiler, parsed);
  const own = new Set(parsed.fileNames);
  const original = createOriginal(compiler.ts, programs);

  return {
    newDiagnostics(edits, elsewhere = new Map()) {
      const absolute = (some: Edits) =>
        new Map([...some].map(([path, edit]) => [toAbsolute(root, path), edit]));
      const changed = absolute(edits);
      const foreign = absolute(elsewhere);
      const all = new Map([...foreign, ...changed]);
      original.learn(all, new Set(foreign.keys()));
      const after = programs.create(
        new Map([...all].map(([path, edit]) => [path, edit.after])),
        new Set(foreign.keys()),
      );

      const found: NewDiagnostic[] = [];
      const checkFile = (path: string): void => {
        const seen = listDiagnostics(compiler.ts, after, path);
        if (seen.length === 0) return;
        const mapOffset = changed.get(path)?.mapOffset ?? ((offset: number) => offset);
        for (const one of subtractDiagnostics(seen, original.diagnosticsOf(path), mapOffset)) {
          found.push({ path: toRelative(root, path), ...one });
        }
      };

      const paths = [...changed.keys()].sort();
      paths.forEach(checkFile);
      if (options.dependents !== "none") {
        const listOthers = (of: readonly string[]) =>
          [...programs.listDependents(of)].filter((path) => own.has(path) && !changed.has(path)).sort();
        const reshaped = [...all.keys()].filter(
          (path) => listOthers([path]).length > 0 && original.shapeOf(path) !== emitDeclarations(after, path),
        );
        listOthers(reshaped).forEach(checkFile);
      }
      return found.sort((a, b) =>
        a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start || a.code - b.code,
      );
    },
  };
}

interface Original {
  /** Takes the texts before the edits; they are the same in every call, as the disk is. */
  learn(edits: Edits, foreign: ReadonlySet<string>): void;
  diagnosticsOf(path: string): readonly SeenDiagnostic[];
  /** What importers can see of a file; undefined for one that is new. */
  shapeOf(path: string): string | undefined;
}

/** The state before all edits. Its program is only made when something is asked, and what it answered is kept. */
function createOriginal(ts: typeof TS, programs: OverlayPrograms): Original {
  const texts = new Map<string, string>();
  const created = new Set<string>();
  const diagnostics = new Map<string, readonly SeenDiagnostic[]>();
  const shapes = new Map<string, string | undefined>();
  let program: TS.Program | undefined;
  let foreignPaths: ReadonlySet<string> = new Set();
  const open = (): TS.Program => (program ??= programs.create(texts, foreignPaths));

  return {
    learn(edits, foreign) {
      foreignPaths = new Set([...foreignPaths, ...foreign]);
      // A program that outlives its call would hold two checkers in memory from now on.
      program = undefined;
      for (const [path, { before, after }] of edits) {
        if (before === undefined) created.add(path);
        // A file that is new is imported by nobody before the edits; with it in both programs they share all they know.
        const text = before ?? after;
        if (texts.get(path) === text) continue;
        texts.set(path, text);
        diagnostics.clear();
        shapes.clear();
      }
    },
    diagnosticsOf(path) {
      if (created.has(path)) return [];
      const known = diagnostics.get(path) ?? listDiagnostics(ts, open(), path);
      diagnostics.set(path, known);
      return known;
    },
    shapeOf(path) {
      if (created.has(path)) return undefined;
      if (!shapes.has(path)) shapes.set(path, emitDeclarations(open(), path));
      return shapes.get(path);
    },
  };
}

function listDiagnostics(ts: typeof TS, program: TS.Program, path: string): readonly SeenDiagnostic[] {
  const file = program.getSourceFile(path);
  if (file === undefined) return [];
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((one) => ({
    code: one.code,
    message: ts.flattenDiagnosticMessageText(one.messageText, "\n"),
    start: one.start ?? 0,
    length: one.length ?? 0,
  }));
}

/**
 * `emit` with its internal sixth parameter, as the language service's own `getEmitOutput` passes it: declarations whatever the
 * options say, and without checking the file first.
 */
type EmitDeclarations = (
  file: TS.SourceFile,
  write: TS.WriteFileCallback,
  cancellation: undefined,
  onlyDeclarations: true,
  transformers: undefined,
  force: true,
) => TS.EmitResult;

function emitDeclarations(program: TS.Program, path: string): string | undefined {
  const file = program.getSourceFile(path);
  if (file === undefined) return undefined;
  let text: string | undefined;
  const emit = program.emit as EmitDeclarations;
  emit(file, (_, written) => (text = written), undefined, true, undefined, true);
  return text;
}
