import { parentPort, workerData } from "node:worker_threads";
import type { CodemodName, SpanwrightConfig } from "../../spans/index.ts";
import { createProjectContext } from "./project-context.ts";
import { settleOneByOne, type FileResult } from "./run.ts";

export interface PlanWorkerData {
  readonly root: string;
  readonly config: SpanwrightConfig;
  readonly only: readonly CodemodName[] | undefined;
}

/** A run of neighbouring files. */
export interface PlanTask {
  readonly index: number;
  readonly paths: readonly string[];
}

export interface PlanTaskResult {
  readonly index: number;
  readonly results: FileResult[];
  /** The first file that asked for its SDK and has one: the report names that. */
  readonly firstWithSdk: string | undefined;
}

// The other end of settle-in-workers.ts.
const { root, config, only } = workerData as PlanWorkerData;
const context = createProjectContext(root, config, undefined);
parentPort?.on("message", ({ index, paths }: PlanTask) => {
  let firstWithSdk: string | undefined;
  const contextOf = (path: string): ReturnType<typeof context.contextOf> => {
    const found = context.contextOf(path);
    if (found !== undefined) firstWithSdk ??= path;
    return found;
  };
  const results = settleOneByOne({ ...context, contextOf }, paths, { only });
  const result: PlanTaskResult = { index, results, firstWithSdk };
  parentPort?.postMessage(result);
});
