import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { renderHelperModule } from "../../codemods/helpers/index.ts";
import { clientHelperPath, helperNames, outputOf } from "../../spans/index.ts";
import { planCaseFile } from "../support/plan-case.ts";

const main = `import { ipcMain } from "electron";
import * as electron from "electron";

export { electron };
export const seen: unknown[] = [];

ipcMain.handle("orders:save", async (event, order: { id: string }, note = "no note") => {
  seen.push(["save", order, note]);
  event.sender.send("orders:saved", order.id);
  return order.id + ":" + note;
});
ipcMain.handle("orders:list", (_event, ...ids: string[]) => {
  seen.push(["list", ids.length]);
  return ids;
});
ipcMain.handle("orders:refuse", function (...all: unknown[]) {
  seen.push(["refuse", all.length, arguments.length]);
  throw new RangeError("no such order");
});
ipcMain.on("orders:seen", (...all) => {
  seen.push(["seen", all.length]);
});
`;

const preload = `import { contextBridge, ipcRenderer } from "electron";
import * as electron from "electron";

export { electron };

contextBridge.exposeInMainWorld("shop", {
  save: (order: object, note?: string) =>
    note === undefined ? ipcRenderer.invoke("orders:save", order) : ipcRenderer.invoke("orders:save", order, note),
  list: (...ids: string[]) => ipcRenderer.invoke("orders:list", ...ids),
  refuse: () => ipcRenderer.invoke("orders:refuse"),
  seen: () => ipcRenderer.send("orders:seen"),
  onSaved: (callback: (...all: unknown[]) => void) => {
    ipcRenderer.on("orders:saved", (_event, ...all) => callback(...all));
  },
});
`;

const page = `import * as Sentry from "@sentry/electron/renderer";

Sentry.init({ isPage: true });

const { shop } = globalThis as any;
const saved: unknown[] = [];
shop.onSaved((...all: unknown[]) => saved.push(all));

export async function act(span: (name: string, work: () => unknown) => Promise<unknown>) {
  return [
    await span("click save", () => shop.save({ id: "a" })),
    await span("click save twice", () => shop.save({ id: "b" }, "soon")),
    await span("click list", () => shop.list("a", "b")),
    await span("click refuse", () => shop.refuse().catch((error: Error) => error.message)),
    await shop.save({ id: "c" }),
    shop.seen(),
    saved,
  ];
}
`;

/** A page's own bundle ends with what the test does in it: preload script and page have a copy of the helper module each. */
const driver = `import { act } from "./index";
import { lastTrace } from "./sentry-tracing-client";
import { setSdk } from "@sentry/electron/renderer";

export const run = async (Sentry: any, init: boolean) => {
  setSdk(Sentry);
  const result = await act(async (name, work) => Sentry.startNewTrace(() => Sentry.startSpan({ name }, work)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { result, last: init ? lastTrace()?.trace : undefined };
};
`;

interface Received {
  readonly name: string;
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id?: string;
}

interface Observed {
  readonly page: { readonly result: readonly unknown[]; readonly last?: string };
  readonly main: readonly unknown[];
  readonly pageSpans: readonly Received[];
  readonly mainSpans: readonly Received[];
}

const config = { ipc: [{ channel: "orders:*" }] };
const here = fileURLToPath(new URL(".", import.meta.url));

/** Main process, preload script and page, bundled apart and really run on two threads. */
function run(side: "input" | "output", init: boolean): Observed {
  const cache = join(here, "../../node_modules/.cache/spanwright-ipc");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, `${side}-`));
  try {
    for (const [name, text] of Object.entries({ main, preload, page })) {
      const root = join(folder, `${name}-src`);
      mkdirSync(root);
      const file = "index.ts";
      const fixture = { config, codemod: "trace-electron-ipc" } as never;
      writeFileSync(join(root, file), side === "input" ? text : outputOf(planCaseFile(fixture, file, text)));
      const helpers = renderHelperModule({
        helpers: helperNames,
        sentryModule: "@sentry/node",
        language: "ts",
        moduleFormat: "esm",
        quote: '"',
        semicolons: true,
      });
      for (const module of ["sentry-tracing", clientHelperPath("sentry-tracing")])
        writeFileSync(join(root, `${module}.ts`), helpers);
      if (name === "page") writeFileSync(join(root, "driver.ts"), driver);
      // The preload script's world has an SDK that nobody started, as behind a context bridge.
      writeFileSync(join(root, "no-sdk.ts"), noSdk);
      writeFileSync(
        join(root, "renderer.ts"),
        "export const init = () => {};\nexport const setSdk = () => {};\n",
      );
      buildSync({
        entryPoints: [join(root, name === "page" ? "driver.ts" : file)],
        outfile: join(folder, `${name}.mjs`),
        bundle: true,
        format: "esm",
        platform: "node",
        packages: "external",
        alias: {
          electron: join(here, "fake-electron.mjs"),
          "@sentry/electron/renderer": join(root, "renderer.ts"),
          ...(name === "preload" ? { "@sentry/node": join(root, "no-sdk.ts") } : {}),
        },
        logLevel: "error",
      });
    }
    const child = spawnSync(process.execPath, [join(here, "run-electron.mjs"), folder, String(init)], {
      encoding: "utf8",
      timeout: 60_000,
    });
    const line = child.stdout.split("\n").find((text) => text.startsWith("OBSERVED "));
    if (line === undefined) throw new Error(`${child.stdout}\n${child.stderr}`);
    return JSON.parse(line.slice("OBSERVED ".length)) as Observed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const noSdk = `export const getActiveSpan = () => undefined;
export const getTraceData = () => ({});
export const isInitialized = () => false;
export const startSpan = (_: unknown, work: any) => work();
export const startInactiveSpan = startSpan;
export const withActiveSpan = startSpan;
export const withIsolationScope = (work: any) => work();
export const startNewTrace = withIsolationScope;
export const continueTrace = startSpan;
export const flush = async () => true;
export const spanToJSON = () => ({});
export const getRootSpan = (span: unknown) => span;
`;

const results = [
  "a:no note",
  "b:soon",
  ["a", "b"],
  "Error invoking remote method 'orders:refuse': RangeError: no such order",
  "c:no note",
  null,
  [["a"], ["b"], ["c"]],
];
const seen = [
  ["save", { id: "a" }, "no note"],
  ["save", { id: "b" }, "soon"],
  ["list", 2],
  ["refuse", 1, 1],
  ["save", { id: "c" }, "no note"],
  ["seen", 1],
];

describe("messages between Electron's processes, over real message ports", () => {
  test.each([
    ["input", false],
    ["input", true],
    ["output", false],
    ["output", true],
  ] as const)("%s, Sentry.init %s: both ends see what they saw", (side, init) => {
    const { page: observed, main: observedMain, mainSpans, pageSpans } = run(side, init);
    expect(observed.result).toEqual(results);
    expect(observedMain).toEqual(seen);
    if (side === "input" || !init) {
      expect(mainSpans).toEqual([]);
      return;
    }
    // Each message of a click is handled in the click's trace, below its span; the one without a click has a trace of its own.
    const clicks = pageSpans.filter(({ name }) => name.startsWith("click"));
    const parents = mainSpans.map(({ name, trace_id, parent_span_id }) => {
      const click = clicks.find((one) => one.span_id === parent_span_id && one.trace_id === trace_id);
      return [name, click?.name ?? "alone"];
    });
    expect(parents.sort()).toEqual(
      [
        ["orders:list", "click list"],
        ["orders:refuse", "click refuse"],
        ["orders:save", "alone"],
        ["orders:save", "click save twice"],
        ["orders:save", "click save"],
        ["orders:seen", "alone"],
      ].sort(),
    );
    // What the main process told the page last is what the page's next action links to.
    const last = mainSpans.find(
      ({ name, trace_id }) => name === "orders:save" && observed.last?.startsWith(trace_id) === true,
    );
    expect(last).toBeDefined();
  });
});
