import * as Sentry from "@sentry/node";
import type { StartSpanOptions } from "./span-types.ts";

/** An environment for a child process, with the trace that it is to continue. Absent: as it is, where nothing is traced. */
export type TraceEnv = <E = NodeJS.ProcessEnv>(env?: E) => E;

/**
 * Starts a child process or a worker thread and gives it a span, which ends when the process has ended: failed where it
 * exits with another code than 0 or dies of a signal. What `start` answers comes back as it is.
 * The process finds its trace in SENTRY_TRACE and SENTRY_BAGGAGE, which `startProcess` reads.
 * The span is not active while the process runs, so its listeners keep the context that they would have without it.
 * Without an active span nothing is traced: a process that a program starts for itself belongs to no trace.
 */
export function traceChildProcess<T>(options: StartSpanOptions, start: (traceEnv: TraceEnv) => T): T {
  if (!Sentry.getActiveSpan()) return start((env) => env as never);
  const span = Sentry.startInactiveSpan(options);
  // SDK 9 and 10 do not look at the span that getTraceData is given.
  const { "sentry-trace": trace, baggage } = Sentry.withActiveSpan(span, () => Sentry.getTraceData());
  const carrier = {
    ...(trace === undefined ? {} : { SENTRY_TRACE: trace }),
    ...(baggage === undefined ? {} : { SENTRY_BAGGAGE: baggage }),
  };
  const end = (code: unknown, signal: unknown): void => {
    if (typeof code === "number") span.setAttribute("process.exit.code", code);
    if (typeof signal === "string") span.setStatus({ code: 2, message: "aborted" });
    else if (code !== 0) span.setStatus({ code: 2, message: "internal_error" });
    span.end();
  };
  let result: T;
  try {
    result = start((env) =>
      // Something else than an environment, such as SHARE_ENV of worker threads, cannot be added to.
      env === undefined || (typeof env === "object" && env !== null)
        ? ({ ...(env ?? process.env), ...carrier } as never)
        : env,
    );
  } catch (error) {
    span.setStatus({ code: 2, message: "internal_error" });
    span.end();
    throw error;
  }
  const child = readProcess(result);
  const executable = executableOf(child.spawnfile ?? "");
  if (executable !== "" && options.name === "subprocess") Sentry.updateSpanName(span, executable);
  if (executable !== "") span.setAttribute("process.executable.name", executable);
  if (typeof child.pid === "number") span.setAttribute("process.pid", child.pid);
  const event = typeof child.threadId === "number" ? "exit" : "close";
  if (typeof child.once === "function") child.once(event, end);
  else span.end();
  return result;
}

interface StartedProcess {
  readonly pid?: number;
  readonly threadId?: number;
  readonly spawnfile?: string;
  readonly once?: (event: string, listener: (code: unknown, signal: unknown) => void) => unknown;
}

/** The process itself, which the promise of a promisified function has as `child`. */
function readProcess(result: unknown): StartedProcess {
  if (typeof result !== "object" || result === null) return {};
  return (result as { readonly child?: StartedProcess }).child ?? result;
}

/** `git` of `/usr/bin/git gc`: never the arguments, which may hold secrets. */
export function executableOf(command: string): string {
  const [program = ""] = /"[^"]+"|\S+/.exec(command.replace(/^\s*(?:\w+=\S*\s+)*/, "")) ?? [];
  return program
    .replace(/["()]/g, "")
    .replace(/^.*[\\/]/, "")
    .replace(/\.(?:exe|cmd|bat)$/i, "");
}
