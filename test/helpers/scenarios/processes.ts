import { exec, execFile, spawn, type ChildProcess } from "node:child_process";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import type { Helpers, Kit, Scenarios } from "../scenario.ts";

const PRINT =
  "console.log(process.env.SENTRY_TRACE ?? '', process.env.SENTRY_BAGGAGE ?? '', process.env.TILL ?? '')";

interface End {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
}

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    let out = "";
    child.stdout?.on("data", (data) => (out += String(data)));
    child.once("close", (code, signal) => resolve({ code, signal, out: out.trim() }));
  });
}

function start(helpers: Helpers, name: string, script: string, program = process.execPath): ChildProcess {
  return helpers.traceChildProcess({ name, op: "subprocess" }, (traceEnv) =>
    spawn(program, ["-e", script], { env: traceEnv() }),
  );
}

/** Runs something under a root, and waits for a moment, so that what ends with it is sent with it. */
function underRoot<T>({ Sentry }: Kit, run: () => Promise<T>): Promise<T> {
  return Sentry.startNewTrace(() =>
    Sentry.startSpan({ name: "request" }, async () => {
      const result = await run();
      await new Promise((resolve) => setTimeout(resolve, 5));
      return result;
    }),
  );
}

export const processScenarios: Scenarios = {
  "process: ends its span as the process ends, with a status": {
    async run(kit) {
      const { helpers } = kit;
      const values = await underRoot(kit, async () => {
        const killed = start(helpers, "killed", "setInterval(() => {}, 1000)");
        killed.once("spawn", () => killed.kill("SIGTERM"));
        const missing = start(helpers, "missing", "", "no-such-program");
        missing.on("error", () => undefined);
        const all = [start(helpers, "ok", "0"), start(helpers, "exits", "process.exit(3)"), missing, killed];
        return (await Promise.all(all.map(endOf))).map(({ code, signal }) => code ?? signal);
      });
      return { values };
    },
    values: [0, 3, -2, "SIGTERM"],
    tree: [
      "request",
      "request/exits (error)",
      "request/killed (error)",
      "request/missing (error)",
      "request/ok",
    ],
    attributes: {
      ok: { "process.exit.code": 0, "process.executable.name": "node" },
      exits: { "process.exit.code": 3 },
      missing: { "process.executable.name": "no-such-program" },
    },
  },

  "process: finds the trace of its span in its environment": {
    async run(kit) {
      const { Sentry, helpers } = kit;
      return underRoot(kit, async () => {
        const traceId = Sentry.getActiveSpan()?.spanContext().traceId ?? "none";
        const spanId = Sentry.getActiveSpan()?.spanContext().spanId ?? "none";
        const { out } = await endOf(start(helpers, "node", PRINT));
        const [trace = "", baggage = ""] = out.split(" ");
        return {
          traced: [
            trace.startsWith(traceId),
            trace.includes(spanId),
            trace.slice(-2),
            baggage.includes(traceId),
          ],
        };
      });
    },
    traced: [true, false, "-1", true],
    tree: ["request", "request/node"],
  },

  "process: keeps the environment that it is given, and adds to nothing else": {
    async run(kit) {
      const { helpers } = kit;
      const given = Object.freeze({ TILL: "1" });
      return underRoot(kit, async () => {
        let kept: unknown[] = [];
        const child = helpers.traceChildProcess({ name: "subprocess", op: "subprocess" }, (traceEnv) => {
          const shared = Symbol("SHARE_ENV");
          kept = [traceEnv(shared) === shared, traceEnv(null)];
          return spawn(process.execPath, ["-e", PRINT], { env: traceEnv(given) });
        });
        const { out } = await endOf(child);
        return { values: [out.endsWith("1"), ...kept, Object.keys(given)] };
      });
    },
    values: [true, true, null, ["TILL"]],
    tree: ["request", "request/node"],
  },

  "process: is not traced outside of a span": {
    async run({ helpers }) {
      const env = await new Promise((resolve) => {
        helpers.traceChildProcess({ name: "node", op: "subprocess" }, (traceEnv) =>
          resolve([traceEnv() ?? null]),
        );
      });
      const { out } = await endOf(start(helpers, "node", PRINT));
      return { values: [env, out] };
    },
    values: [[null], ""],
    tree: [],
  },

  "process: leaves its listeners the context that they have without it": {
    async run(kit) {
      const { Sentry, helpers } = kit;
      return underRoot(kit, async () => {
        const request = Sentry.getActiveSpan();
        const child = start(helpers, "node", "console.log(1)");
        const active = await new Promise((resolve) => {
          child.stdout?.once("data", () => resolve(Sentry.getActiveSpan() === request));
        });
        await endOf(child);
        return { values: active };
      });
    },
    values: true,
    tree: ["request", "request/node"],
  },

  "process: fails at once where it cannot be started, with the same error": {
    async run(kit) {
      const failure = new Error("no");
      return underRoot(kit, (): Promise<{ values: unknown }> => {
        try {
          kit.helpers.traceChildProcess({ name: "wrong", op: "subprocess" }, () => {
            throw failure;
          });
          return Promise.resolve({ values: "started" });
        } catch (error) {
          return Promise.resolve({ values: error === failure });
        }
      });
    },
    values: true,
    tree: ["request", "request/wrong (error)"],
  },

  "process: takes what is no process, such as a mock, for one that has ended": {
    async run(kit) {
      const mock = { kill: () => true };
      return underRoot(kit, () =>
        Promise.resolve({
          values: [
            kit.helpers.traceChildProcess({ name: "mock", op: "subprocess" }, () => mock) === mock,
            kit.helpers.traceChildProcess({ name: "mock", op: "subprocess" }, () => undefined) === undefined,
          ],
        }),
      );
    },
    values: [true, true],
    tree: ["request", "request/mock", "request/mock"],
  },

  "process: a thread ends its span when it exits": {
    async run(kit) {
      const { helpers } = kit;
      const values = await underRoot(kit, () =>
        Promise.all(
          ["0", "process.exit(2)"].map(
            (script) =>
              new Promise((resolve) => {
                const worker = helpers.traceChildProcess(
                  { name: `thread ${script}`, op: "subprocess" },
                  (traceEnv) => new Worker(script, { eval: true, env: traceEnv() }),
                );
                worker.once("exit", resolve);
              }),
          ),
        ),
      );
      return { values };
    },
    values: [0, 2],
    tree: ["request", "request/thread 0", "request/thread process.exit(2) (error)"],
  },

  "process: a promisified declaration traces each call under the name of its program": {
    async run(kit) {
      const run = kit.helpers.traceExec(promisify(exec));
      const runFile = kit.helpers.traceExec(promisify(execFile));
      const values = await underRoot(kit, async () => {
        const { stdout } = await run("TILL=2 printenv TILL");
        const code = await run("exit 4", { cwd: "/" }).catch(
          (error: unknown) => (error as { code: number }).code,
        );
        const file = await runFile(process.execPath, ["-e", PRINT], { env: { TILL: "3" } });
        const running = runFile(process.execPath, ["-e", "0"]);
        await running;
        return [stdout.trim(), code, file.stdout.trim().endsWith("3"), typeof running.child.pid];
      });
      return { values };
    },
    values: ["2", 4, true, "number"],
    tree: ["request", "request/exit (error)", "request/node", "request/node", "request/printenv"],
  },

  "process: an entry goes on with the trace of its environment, or begins one": {
    async run({ Sentry, helpers }) {
      const failure = new Error("late");
      const traceOf = (): Promise<string | undefined> =>
        helpers.startProcess({ name: "main" }, () =>
          Promise.resolve(Sentry.getActiveSpan()?.spanContext().traceId),
        );
      const trace = "0123456789abcdef0123456789abcdef";
      process.env["SENTRY_TRACE"] = `${trace}-0123456789abcdef-1`;
      const continued = await traceOf();
      delete process.env["SENTRY_TRACE"];
      const own = await traceOf();
      const error = await helpers
        .startProcess({ name: "main" }, () => Promise.reject(failure))
        .catch((e: unknown) => e);
      return { values: error === failure, traced: [continued === trace, own === trace] };
    },
    values: true,
    traced: [true, false],
    tree: ["main", "main", "main (error)"],
  },
};
