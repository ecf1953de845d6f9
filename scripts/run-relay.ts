import { fork, type ChildProcess } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { build } from "esbuild";
import WebSocket from "ws";

/** What one build of the relay system gave, seen from outside. */
export interface RelayRun {
  readonly buildId: string;
  /** What the browser-like client was told, in order, with every property as it arrived. */
  readonly updates: readonly RelayUpdate[];
  /** Process name to process id; the helper is the runner's child. */
  readonly processes: Readonly<Record<string, number>>;
  /** How the processes that were started here ended: an exit code, or the name of a signal. */
  readonly exits: Readonly<Record<string, number | string>>;
  /** Everything the processes printed. */
  readonly output: string;
}

export interface RelayUpdate {
  readonly type: string;
  readonly status?: string;
  readonly path?: string;
  readonly brokenLinks?: readonly string[];
  /** The carrier, in an instrumented copy. */
  readonly _sentry?: { readonly trace?: string; readonly baggage?: string };
}

export interface RelayOptions {
  /** The folder of the system: `fixtures/apps/relay` or a copy, with a `node_modules` in reach. */
  readonly root: string;
  /** Given to every process; without it the SDK sends nothing. */
  readonly dsn?: string;
  readonly brief?: string;
  /** Called while everything is still up, after the last update. */
  readonly whileUp?: (relay: { readonly webUrl: string; readonly buildId: string }) => Promise<void>;
}

// Only a guard: everything here waits for messages, and a whole run takes a few seconds.
const GIVE_UP_AFTER_MS = 120_000;

/**
 * Runs the relay system once: compiles it, starts its processes, asks for one build, waits for the last update on a
 * WebSocket, then stops every process with SIGTERM and waits for its exit.
 *
 * @throws Error with the output of all processes when one ends early or the build does not finish within two minutes.
 */
export async function runRelay({
  root,
  dsn,
  brief = "A page about owls",
  whileUp,
}: RelayOptions): Promise<RelayRun> {
  await compileRelay(root);
  const system = new System(root, dsn);
  const giveUp = setTimeout(
    () => system.fail(new Error("the build did not finish in time")),
    GIVE_UP_AFTER_MS,
  );
  try {
    const broker = await system.start("broker", {});
    const brokerAddress = `127.0.0.1:${String(broker.port)}`;
    const [web] = await Promise.all([
      system.start("web", { BROKER_URL: `http://${brokerAddress}` }),
      system.start("runner", { BROKER_URL: `ws://${brokerAddress}` }),
    ]);
    const webAddress = `127.0.0.1:${String(web.port)}`;
    const updates: RelayUpdate[] = [];
    const client = await system.unlessFailed(watch(`ws://${webAddress}/live`, updates));
    const buildId = await system.unlessFailed(requestBuild(`http://${webAddress}/builds`, brief));
    await system.unlessFailed(client.finished);
    await whileUp?.({ webUrl: `http://${webAddress}`, buildId });
    client.socket.close();
    return {
      buildId,
      updates,
      processes: system.processes,
      exits: await system.stop(),
      output: system.output,
    };
  } catch (error) {
    system.kill();
    throw new Error(`the relay system failed\n${system.output}`, { cause: error });
  } finally {
    clearTimeout(giveUp);
  }
}

/** Each file by itself, as `tsc` would: bundles would hold the instrument file twice, and hide packages from the SDK. */
async function compileRelay(root: string): Promise<void> {
  await rm(join(root, "dist"), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: await findSources(root),
    outbase: ".",
    outdir: "dist",
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: true,
    logLevel: "warning",
  });
}

async function findSources(root: string, folder = root): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["node_modules", "dist"].includes(entry.name) ? [] : findSources(root, path);
    return entry.isFile() && entry.name.endsWith(".ts") ? [relative(root, path)] : [];
  });
  return (await Promise.all(found)).flat().sort();
}

interface Ready {
  readonly ready: true;
  readonly port?: number;
  readonly forked?: Readonly<Record<string, number>>;
}

class System {
  readonly processes: Record<string, number> = {};
  output = "";
  readonly #children = new Map<string, ChildProcess>();
  readonly #exits = new Map<string, Promise<number | string>>();
  readonly #failed: Promise<never>;
  #isStopping = false;
  fail: (error: Error) => void = () => undefined;

  constructor(
    private readonly root: string,
    private readonly dsn: string | undefined,
  ) {
    this.#failed = new Promise((_, reject) => (this.fail = reject));
    this.#failed.catch(() => undefined); // it may fail while nothing waits for it
  }

  async start(name: string, environment: Readonly<Record<string, string>>): Promise<Ready> {
    const { SENTRY_DSN: _, ...inherited } = process.env;
    const child = fork(join(this.root, "dist", name, "main.js"), {
      cwd: this.root,
      execArgv: ["--import", `./dist/${name}/instrument.js`],
      env: { ...inherited, ...environment, ...(this.dsn === undefined ? {} : { SENTRY_DSN: this.dsn }) },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#children.set(name, child);
    const note = (chunk: Buffer): void => void (this.output += `[${name}] ${String(chunk)}`);
    child.stdout?.on("data", note);
    child.stderr?.on("data", note);
    const exit = new Promise<number | string>((resolve) => {
      child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
    });
    this.#exits.set(name, exit);
    child.once("error", (error) => this.fail(error));
    exit.then((how) => {
      if (!this.#isStopping) this.fail(new Error(`${name} ended early: ${String(how)}`));
    }, this.fail);
    const ready = await this.unlessFailed(
      new Promise<Ready>((resolve) => child.once("message", (message) => resolve(message as Ready))),
    );
    this.processes[name] = child.pid ?? -1;
    Object.assign(this.processes, ready.forked);
    return ready;
  }

  async unlessFailed<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#failed]);
  }

  async stop(): Promise<Record<string, number | string>> {
    this.#isStopping = true;
    for (const child of this.#children.values()) child.kill("SIGTERM");
    const exits = [...this.#exits].map(async ([name, exit]) => [name, await exit] as const);
    return Object.fromEntries(await this.unlessFailed(Promise.all(exits)));
  }

  kill(): void {
    this.#isStopping = true;
    for (const child of this.#children.values()) child.kill("SIGKILL");
  }
}

/** Opens the socket that a browser would open; it is a client once the server has said hello. */
async function watch(
  url: string,
  updates: RelayUpdate[],
): Promise<{ readonly socket: WebSocket; readonly finished: Promise<void> }> {
  const socket = new WebSocket(url);
  let markFinished = (): void => undefined;
  const finished = new Promise<void>((resolve) => (markFinished = resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data)) as {
        readonly type: string;
        readonly updates?: readonly RelayUpdate[];
      };
      if (frame.type === "hello") resolve();
      updates.push(...(frame.updates ?? []));
      if (frame.updates?.some((update) => update.type === "finished")) markFinished();
    });
  });
  return { socket, finished };
}

async function requestBuild(url: string, brief: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ brief }),
  });
  const answer = (await response.json()) as { readonly id?: string; readonly error?: string };
  if (response.status !== 202 || answer.id === undefined)
    throw new Error(`web answered ${JSON.stringify(answer)}`);
  return answer.id;
}
