import * as Sentry from "@sentry/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { isFunction, outputOf, planFile, walk, type SpanFile } from "../../spans/index.ts";
import { MemorySink } from "../helpers/memory-sink.ts";
import { programs, type Program } from "./programs.ts";

// Law 8 for bodies, as terser tests itself: each program runs before and after, without the SDK and with it.
// @see facts/users-and-peers.md: 47 of 22,194 bodies of test262 flip when they are wrapped without a look, for six causes.

const sink = new MemorySink();

describe.each([
  { init: false, title: "without Sentry.init" },
  { init: true, title: "with Sentry.init" },
])("$title", ({ init }) => {
  beforeAll(() => {
    if (init)
      Sentry.init({
        dsn: "http://key@127.0.0.1:1/1",
        tracesSampleRate: 1,
        integrations: [],
        transport: sink.transport,
      });
  });

  test.each(programs.map((program) => [program.name, program] as const))("%s", async (_, program) => {
    const file = open(program.source);
    const { outcome } = planOf(file);
    expect(outcome.kind === "skip" ? outcome.reason : outcome.kind).toBe(program.skip ?? "plan");
    expect(await observe(program.source)).toEqual(program.expect);
    await received();
    expect(await observe(outputOf(planFile(file)))).toEqual(program.expect);
    const spans = program.skip === undefined ? (program.spans ?? ["ok"]) : [];
    expect(await received()).toEqual(init ? spans : []);
  });
});

describe("a wrap without a look", () => {
  const refused = programs.filter(({ skip }) => skip !== undefined && skip !== "not-a-function-body");
  test.each(refused.map((program) => [program.name, program] as const))("%s", async (_, program) => {
    const changed = await observe(wrapBlindly(open(program.source)));
    expect(changed).toEqual("naive" in program ? program.naive : program.expect);
  });
});

afterAll(() => Sentry.close());

function open(source: string): SpanFile {
  const file = createSpanFile(
    {
      path: "program.cjs",
      config: { functions: [{ function: "subject" }] },
      sdk: { module: "@sentry/node", major: 11 },
      helpers: { path: "sentry-tracing", extension: ".cjs" },
      moduleFormat: "cjs",
      isIsomorphic: false,
      types: undefined,
    },
    source,
  );
  if (!isSpanFile(file)) throw new Error(file.message);
  return file;
}

function planOf(file: SpanFile) {
  const { sites } = planFile(file, { only: ["wrap-functions"] });
  const [site, ...others] = sites;
  if (site === undefined || others.length > 0) throw new Error(`${sites.length} sites`);
  return site;
}

/** Runs a program as a sloppy script of its own. */
async function observe(source: string): Promise<unknown> {
  const run = new Function("require", `${source}\nreturn observe();`) as (require: () => unknown) => unknown;
  return await run(() => Sentry);
}

/** Statuses of the spans that have ended since the last question. */
async function received(): Promise<string[]> {
  await Sentry.flush(1000);
  return sink.take().map(({ status }) => status);
}

/** What a tool would write that puts every body into a callback. */
function wrapBlindly({ text, program }: SpanFile): string {
  let output = text;
  walk(program, (node) => {
    if (!isFunction(node) || node.type === "ArrowFunctionExpression" || !isSubject(node)) return;
    const [start, end] = node.body.range;
    const arrow = `${node.async ? "async " : ""}() => ${text.slice(start, end)}`;
    output = `${text.slice(0, start)}{ return Sentry.startSpan({ name: "subject" }, ${arrow}); }${text.slice(end)}`;
  });
  return `const Sentry = require("@sentry/node");\n${output}`;
}

function isSubject(node: { readonly id?: unknown }): boolean {
  return (node.id as { readonly name?: string } | null | undefined)?.name === "subject";
}

test("there are programs for every cause", () => {
  const reasons = new Set(programs.flatMap(({ skip }: Program) => (skip === undefined ? [] : [skip])));
  expect([...reasons].sort()).toEqual([
    "body-not-movable",
    "empty-body",
    "not-a-function-body",
    "sync-result-unknown",
  ]);
});
