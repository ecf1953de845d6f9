import type { Init } from "./find-inits.ts";
import { isInstrumented } from "./instrumented.ts";
import type { Sources } from "./sources.ts";

/** Something that is loaded before `Sentry.init` and should come after it. */
export interface EarlyLoad {
  /** The file and line of the entry at which the way to it begins. */
  readonly path: string;
  readonly line: number;
  /** The instrumented module. */
  readonly specifier: string;
  /** The file that loads it, where that is another one. */
  readonly by: string | undefined;
}

export interface EntryOrder {
  /** Whether loading the entry starts the SDK at all. */
  readonly reachesInit: boolean;
  readonly early: EarlyLoad | undefined;
  /** Every file that the entry loads. */
  readonly files: ReadonlySet<string>;
}

/**
 * Loads an entry as Node would, on paper: depth first, imports before what a file does. Cycles end where they close.
 *
 * @param init - where the SDK starts.
 */
export function followEntry(sources: Sources, entry: string, init: Init): EntryOrder {
  const files = new Set<string>();
  let reachesInit = false;
  let early: EarlyLoad | undefined;
  /** @param from - the load of the entry that leads here. */
  const visit = (path: string, from: { readonly line: number } | undefined): void => {
    if (files.has(path)) return;
    files.add(path);
    for (const load of sources.loadsOf(path)) {
      if (path === init.path && !load.hoisted && load.offset > init.offset) reachesInit = true;
      const next = sources.resolve(path, load.specifier);
      const start = from ?? load;
      if (next !== undefined) visit(next, start);
      else if (!reachesInit && isInstrumented(load.specifier))
        early ??= {
          path: entry,
          line: start.line,
          specifier: load.specifier,
          by: path === entry ? undefined : path,
        };
    }
    if (path === init.path) reachesInit = true;
  };
  visit(entry, undefined);
  return { reachesInit, early: reachesInit ? early : undefined, files };
}
