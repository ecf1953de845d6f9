import { Worker } from "node:worker_threads";
import type { CodemodName } from "../../spans/index.ts";
import type { PlanTask, PlanTaskResult, PlanWorkerData } from "./plan-worker.ts";
import type { ProjectContext } from "./project-context.ts";
import type { FileResult, RunProgress } from "./run.ts";

/** So many more tasks than threads that one with many sites does not keep the others waiting. */
const tasksPerWorker = 8;

/**
 * Plans files in several threads, without types. The files stay in their order, so the results are those of one thread.
 *
 * @throws what a thread throws.
 */
export async function settleInWorkers(
  context: ProjectContext,
  paths: readonly string[],
  options: {
    readonly only?: readonly CodemodName[] | undefined;
    readonly workers: number;
    readonly progress?: RunProgress | undefined;
  },
): Promise<FileResult[]> {
  const { root, config } = context;
  const data: PlanWorkerData = { root, config, only: options.only };
  const tasks = split(paths, options.workers * tasksPerWorker);
  const done: PlanTaskResult[] = [];
  const queue = tasks.values();
  const threads = Array.from({ length: Math.min(options.workers, tasks.length) }, () =>
    run(data, queue, (result) => {
      done[result.index] = result;
      options.progress?.files(tasks[result.index]?.paths.length ?? 0);
    }),
  );
  await Promise.all(threads);
  // Nobody in this thread has asked for an SDK yet, and the report names the first one.
  const first = done.find(({ firstWithSdk }) => firstWithSdk !== undefined)?.firstWithSdk;
  if (first !== undefined) context.contextOf(first);
  return done.flatMap(({ results }) => results);
}

/** One thread, which takes tasks until there are none. */
function run(
  workerData: PlanWorkerData,
  queue: IterableIterator<PlanTask>,
  done: (result: PlanTaskResult) => void,
): Promise<void> {
  const worker = new Worker(workerFile(), { workerData });
  return new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const task = queue.next();
      if (task.done === true) resolve();
      else worker.postMessage(task.value);
    };
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`a thread ended early, with code ${code}`)));
    worker.on("message", (result: PlanTaskResult) => {
      done(result);
      next();
    });
    next();
  }).finally(() => worker.terminate());
}

/** Next to this file in the sources, above the chunks in the package. */
function workerFile(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("./plan-worker.ts", import.meta.url)
    : new URL("../plan-worker.mjs", import.meta.url);
}

function split(paths: readonly string[], parts: number): PlanTask[] {
  const size = Math.max(1, Math.ceil(paths.length / parts));
  return Array.from({ length: Math.ceil(paths.length / size) }, (_, index) => ({
    index,
    paths: paths.slice(index * size, (index + 1) * size),
  }));
}
