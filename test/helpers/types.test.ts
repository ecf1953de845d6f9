import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ESLint, type Linter } from "eslint";
import ts from "typescript";
import { configs } from "typescript-eslint";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { renderHelperModule } from "../../codemods/helpers/index.ts";
import { helperNames } from "../../spans/helper.ts";

// Whole programs with the types of three SDKs take a while on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const root = fileURLToPath(new URL("../../node_modules/.cache/spanwright/helpers-types", import.meta.url));

/** What people write with the helpers, with the types that must come of it. */
const usage = `
import * as h from "./helpers.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function equal<A, B>(same: Equal<A, B>): void;

interface Message { readonly type: "built" | "log"; readonly id?: number; readonly _sentry?: h.TraceCarrier }
declare const message: Message;
declare function typed(): AsyncGenerator<string, number, boolean>;
declare function typedSync(): Generator<string, number, boolean>;
declare const iterable: AsyncIterable<Message>;
declare const stream: ReadableStream<Message>;

const carrier = h.currentTrace();
equal<typeof carrier, h.TraceCarrier | undefined>(true);
const labelled = h.withTraceCarrier(message, ["built"]);
equal<typeof labelled, Message>(true);
const text = h.withTraceCarrier("text");
equal<typeof text, "text">(true);

const handled = h.withIncomingTrace(message as unknown, { name: "m", op: "queue.process", attributes: { id: 1 } }, (span) => {
  span.setAttribute("a", 1);
  return 1;
});
equal<typeof handled, number>(true);
const handledLater = h.withIncomingTrace(message, { name: "m" }, async () => "done");
equal<typeof handledLater, Promise<string>>(true);
declare function handle(channel: string, listener: (event: { id: number }, ...args: any[]) => unknown): void;
handle("a", h.traceIpc({ name: "a" }, (event, name: string) => event.id + name.length));
handle("b", h.rememberIpc((event) => event.id.toFixed()));
handle("c", (event) => [event, ...h.ipcTrace(), ...h.pageIpcTrace()]);
const remembered = h.rememberTrace(message);
equal<typeof remembered, Message>(true);
const linked = h.startLinkedSpan({ name: "m" }, async (span) => span.spanContext().traceId);
equal<typeof linked, Promise<string>>(true);
const continued = h.continueLastTrace({ name: "m" }, () => h.lastTrace()?.trace);
equal<typeof continued, string | undefined>(true);
const maybe = h.startSpanIf(message.type === "built", { name: "m" }, (span) => span?.spanContext().traceId);
equal<typeof maybe, string | undefined>(true);

const answered = h.traceToolCall({ name: "execute_tool", attributes: { "gen_ai.tool.name": message.type } }, async (span) => {
  span.setAttribute("a", 1);
  return message;
});
equal<typeof answered, Promise<Message>>(true);

const ticked = h.startTick({ name: "m" }, (span) => span.spanContext().traceId);
equal<typeof ticked, string>(true);
const run = h.runTick(async () => 1);
equal<typeof run, Promise<number>>(true);
declare function poll(this: void, round: number): Promise<string>;
const polled = h.asTick(poll);
equal<typeof polled, typeof poll>(true);
const processed = h.asJob(async (job: { id: string }, token?: string) => job.id + String(token), { name: "m" });
equal<ReturnType<typeof processed>, Promise<string>>(true);
const worked = h.startJob(message, { name: "m" }, () => 1);
equal<typeof worked, number>(true);

declare function started(env: NodeJS.ProcessEnv): { readonly pid?: number };
const child = h.traceChildProcess({ name: "m" }, (traceEnv) => started(traceEnv()));
equal<typeof child, { readonly pid?: number }>(true);
const typedEnv = h.traceChildProcess({ name: "m" }, (traceEnv) => traceEnv({ PORT: 1 }));
equal<typeof typedEnv, { PORT: number }>(true);
declare function execAsync(command: string, options?: { cwd: string }): Promise<{ stdout: string }>;
const traced = h.traceExec(execAsync);
equal<typeof traced, typeof execAsync>(true);
const main = h.startProcess({ name: "m" }, async () => "done");
equal<typeof main, Promise<string>>(true);

const typedStream = h.traceAsyncGenerator({ name: "m" }, typed);
equal<typeof typedStream, AsyncGenerator<string, number, boolean>>(true);
const typedSteps = h.traceGenerator({ name: "m" }, typedSync);
equal<typeof typedSteps, Generator<string, number, boolean>>(true);
export const plain: AsyncGenerator<Message> = h.traceAsyncGenerator({ name: "m" }, () => iterable);
export const list: Generator<number> = h.traceGenerator({ name: "m" }, () => [1, 2]);
const web = h.traceReadableStream({ name: "m" }, () => stream);
equal<typeof web, ReadableStream<Message>>(true);

export class Provider {
  run(prompt: string): AsyncGenerator<Message> {
    return h.traceAsyncGenerator({ name: "invoke_agent a" }, () => this.runUntraced(prompt), h.watchAgentMessages());
  }
  private async *runUntraced(prompt: string): AsyncGenerator<Message> {
    if (prompt) yield message;
  }
}

export class Shelf {
  #rows: string[] = [];
  @h.traced({ name: "Shelf.add", op: "function", attributes: { "app.part": "shelf" } })
  async add<T extends string>(this: this, row: T, ...more: readonly string[]): Promise<T> {
    this.#rows.push(row, ...more);
    return row;
  }
  find(text: string): string;
  find(at: number): string | undefined;
  @h.traced({ name: "Shelf.find" })
  find(wanted: string | number) {
    return typeof wanted === "string" ? wanted : this.#rows[wanted];
  }
  @h.traced({ name: "Shelf.rows" })
  async *rows(): AsyncGenerator<string, number, boolean> {
    yield* this.#rows;
    return this.#rows.length;
  }
  @h.traced({ name: "Shelf.open" })
  protected static open(this: void, path = ""): Shelf {
    const shelf = new Shelf();
    shelf.#rows.push(path);
    return shelf;
  }
}
const added = new Shelf().add("a" as const);
equal<typeof added, Promise<"a">>(true);
equal<ReturnType<Shelf["rows"]>, AsyncGenerator<string, number, boolean>>(true);

const watch = h.watchAgentMessages<Message>({
  read: ({ type, id }) => (type === "log" ? [] : [{ kind: "tool-start", name: type, id: String(id) }]),
});
equal<typeof watch, h.StreamWatcher<Message>>(true);
export const watched: AsyncGenerator<Message> = h.traceAsyncGenerator({ name: "m" }, () => iterable, watch);
export const counted: AsyncGenerator<Message> = h.traceAsyncGenerator({ name: "m" }, () => iterable, (span) => {
  let count = 0;
  return { value: ({ type }) => void (count += type.length), end: () => void span.setAttribute("count", count) };
});
export const events: h.AgentEvent[] = [{ kind: "failure" }];
`;

/** What the types must refuse. */
const refused = `
import * as h from "./helpers.js";
// @ts-expect-error: a span has a name
h.startSpanIf(true, { op: "function" }, () => 1);
// @ts-expect-error: attributes are no objects
h.withIncomingTrace({}, { name: "m", attributes: { a: { b: 1 } } }, () => 1);
// @ts-expect-error: a promise of a generator is none
h.traceAsyncGenerator({ name: "m" }, async () => (async function* () { yield 1; })());
export class Refused {
  // @ts-expect-error: a decorator for methods
  @h.traced({ name: "m" })
  field = 1;
}
// @ts-expect-error: the span may be missing
h.startSpanIf(true, { name: "m" }, (span) => span.spanContext());
`;

const wrong = `
import { currentTrace } from "./helpers.js";
export const wrong: number = currentTrace();
`;

const strict: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitReturns: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnusedLabels: false,
  allowUnreachableCode: false,
};
const nodeNext = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
const bundler = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
const libs = (...names: string[]) => ({ lib: names.map((name) => `lib.${name}.d.ts`) });
const dom = ["dom", "dom.iterable", "dom.asynciterable"];

const cases: [name: string, packageType: string, options: ts.CompilerOptions][] = [
  ["strict, NodeNext", "module", { ...strict, ...nodeNext, ...libs("es2022"), verbatimModuleSyntax: true }],
  [
    "strict, bundler, DOM",
    "module",
    { ...strict, ...bundler, ...libs("es2022", ...dom), isolatedModules: true },
  ],
  ["strict, NodeNext, CommonJS", "commonjs", { ...strict, ...nodeNext, ...libs("es2022") }],
  [
    "strict, declarations",
    "module",
    {
      ...strict,
      ...nodeNext,
      ...libs("es2022"),
      isolatedDeclarations: true,
      declaration: true,
      erasableSyntaxOnly: true,
      stripInternal: true,
    },
  ],
  [
    "strict, ES2018 library",
    "module",
    { ...strict, ...bundler, ...libs("es2018", ...dom), target: ts.ScriptTarget.ES2018 },
  ],
  [
    "strict, experimental decorators",
    "module",
    { ...strict, ...nodeNext, ...libs("es2022"), experimentalDecorators: true },
  ],
  ["not strict", "commonjs", { ...nodeNext, ...libs("es2022"), strict: false }],
  ["not strict, bundler, DOM", "module", { ...bundler, ...libs("es2022", ...dom), strict: false }],
];

const sdks = ["@sentry/node", "sentry-node-10", "sentry-node-9"];
const folders = (packageType: string) => sdks.map((sdk) => join(root, sdk.replaceAll("/", "+"), packageType));

describe("helper module", () => {
  beforeAll(async () => {
    for (const type of ["module", "commonjs"]) {
      for (const [index, folder] of folders(type).entries()) {
        const text = renderHelperModule({
          helpers: helperNames,
          sentryModule: sdks[index] ?? "",
          language: "ts",
          moduleFormat: "esm",
          quote: '"',
          semicolons: true,
        });
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, "package.json"), JSON.stringify({ type }));
        await writeFile(join(folder, "helpers.ts"), text);
        await writeFile(join(folder, "usage.ts"), usage);
        await writeFile(join(folder, "refused.ts"), refused);
        await writeFile(join(folder, "wrong.ts"), wrong);
      }
    }
  });
  afterAll(() => rm(root, { recursive: true }));

  it.each(cases)("has no type error with SDK 9, 10 and 11: %s", (_name, packageType, options) => {
    const names = options.strict ? ["usage.ts", "refused.ts"] : ["usage.ts"];
    const files = folders(packageType).flatMap((folder) => names.map((name) => join(folder, name)));
    expect(diagnose(files, options)).toEqual([]);
  });

  it("has no finding of the strictest preset of typescript-eslint", async () => {
    const [folder = ""] = folders("module");
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [
        ...(configs.strictTypeChecked as Linter.Config[]),
        ...(configs.stylisticTypeChecked as Linter.Config[]),
        { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: folder } } },
      ],
      ignore: false,
    });
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: { strict: true, target: "es2022", module: "nodenext", types: ["node"] },
      }),
    );
    const [result] = await eslint.lintFiles(["helpers.ts"]);
    expect(result?.messages.map(({ line, ruleId, message }) => [line, ruleId, message])).toEqual([]);
  });

  it("makes the examples of docs/helpers.md type-check", async () => {
    const [folder = ""] = folders("module");
    const page = await readFile(new URL("../../docs/helpers.md", import.meta.url), "utf8");
    const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code ?? "");
    expect(examples).toHaveLength(helperNames.length + 1);
    await copyFile(join(folder, "helpers.ts"), join(folder, "sentry-tracing.ts"));
    await copyFile(join(folder, "helpers.ts"), join(folder, "sentry-tracing-client.ts"));
    const files = examples.map((_code, index) => join(folder, `example-${String(index)}.ts`));
    await Promise.all(files.map((file, index) => writeFile(file, examples[index] ?? "")));
    expect(diagnose(files, { ...strict, ...nodeNext, ...libs("es2022") })).toEqual([]);
  });

  it("is really checked", () => {
    const files = folders("module").map((folder) => join(folder, "wrong.ts"));
    expect(diagnose(files, { ...strict, ...nodeNext, ...libs("es2022") })).toHaveLength(sdks.length);
  });
});

function diagnose(files: string[], options: ts.CompilerOptions): string[] {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
    skipLibCheck: true,
    ...options,
    ...(options.declaration ? {} : { noEmit: true }),
  });
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? -1;
    return `${diagnostic.file?.fileName.slice(root.length) ?? ""}:${String(line + 1)} ${message}`;
  });
}
