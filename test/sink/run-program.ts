import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a program of `programs/` reported before it ended. */
export interface ProgramRun {
  readonly pid: number;
  readonly message: unknown;
}

/** Runs a program in a process of its own, without the test runner's loaders. */
export async function runProgram(name: string, args: readonly string[], dsn: string): Promise<ProgramRun> {
  const path = fileURLToPath(new URL(`./programs/${name}`, import.meta.url));
  const child = fork(path, args, { execArgv: [], env: { ...process.env, SENTRY_DSN: dsn } });
  let message: unknown;
  child.on("message", (value) => (message = value));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0 || child.pid === undefined)
    throw new Error(`${name} ${args.join(" ")} ended with ${String(code)}`);
  return { pid: child.pid, message };
}
