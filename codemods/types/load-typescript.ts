import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type * as TsMorph from "ts-morph";

/** The compiler API, whoever brings it. */
export type Ts = typeof TsMorph.ts;

export interface Compiler {
  readonly ts: Ts;
  /** Directory of the `lib.*.d.ts` files, with forward slashes; virtual for the bundled compiler. */
  readonly libFolder: string;
  /** Text of a file below `libFolder`. */
  readonly readLib: (path: string) => string | undefined;
}

const require = createRequire(import.meta.url);

/**
 * ts-morph, loaded at the first call. `require` and not `import()`: facts are asked inside synchronous detectors, and a run
 * that never asks must not pay the 280 ms (facts/speed.md).
 */
export function loadTsMorph(): typeof TsMorph {
  return require("ts-morph") as typeof TsMorph;
}

let bundled: Compiler | undefined;

/** The TypeScript inside ts-morph. Nothing of the target is executed. */
export function loadBundledCompiler(): Compiler {
  if (bundled !== undefined) return bundled;
  const { Project, ts } = loadTsMorph();
  // ts-morph keeps the lib files in memory; the way to them is the resolution host of a project.
  const files = new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost();
  const readLib = (path: string) => (files.fileExists(path) ? files.readFile(path) : undefined);
  bundled = { ts, libFolder: "/node_modules/typescript/lib", readLib };
  return bundled;
}

/**
 * The target's own compiler, which means executing it (`--target-typescript`).
 *
 * @param directory where the lookup of `typescript` starts
 * @returns undefined when there is none or it is 7 or later, which has no such API
 */
export function loadTargetCompiler(directory: string): Compiler | undefined {
  const requireThere = createRequire(`${directory}/package.json`);
  let main: string;
  try {
    main = requireThere.resolve("typescript");
  } catch {
    return undefined;
  }
  const version: unknown = (
    JSON.parse(readFileSync(`${dirname(main)}/../package.json`, "utf8")) as { version?: unknown }
  ).version;
  if (typeof version !== "string" || Number.parseInt(version, 10) >= 7) return undefined;
  const ts = requireThere(main) as Ts;
  return { ts, libFolder: dirname(main).replaceAll("\\", "/"), readLib: (path) => ts.sys.readFile(path) };
}
