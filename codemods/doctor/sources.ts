import type { ProjectContext } from "../engine/project-context.ts";
import { readSourceSync } from "../engine/read.ts";
import { createSpanFile, isSpanFile } from "../engine/span-file.ts";
import type { SpanFile } from "../../spans/index.ts";
import { readLoads, type Load } from "./loads.ts";

/** The source files of a project; each is read and parsed once, when somebody asks. */
export interface Sources {
  readonly paths: readonly string[];
  /** "" where the file cannot be read as text. */
  textOf(path: string): string;
  /** `undefined` where its syntax is broken. */
  fileOf(path: string): SpanFile | undefined;
  loadsOf(path: string): readonly Load[];
  /** The file of the project that a specifier means. */
  resolve(fromPath: string, specifier: string): string | undefined;
}

export function createSources(
  root: string,
  paths: readonly string[],
  context: ProjectContext,
  resolve: (fromPath: string, specifier: string) => string | undefined,
): Sources {
  const textOf = once((path: string) => {
    const read = readSourceSync(root, path);
    return read.kind === "text" ? read.text : "";
  });
  const fileOf = once((path: string) => {
    const file = createSpanFile(context.fallbackContext(path), textOf(path));
    return isSpanFile(file) ? file : undefined;
  });
  const loadsOf = once((path: string) => {
    const file = fileOf(path);
    return file === undefined ? [] : readLoads(file.program, file.text);
  });
  return { paths, textOf, fileOf, loadsOf, resolve };
}

function once<Result>(work: (path: string) => Result): (path: string) => Result {
  const known = new Map<string, Result>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined || known.has(path)) return found as Result;
    const result = work(path);
    known.set(path, result);
    return result;
  };
}
