import { expect, test } from "vitest";
import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { outputOf, planFile, type SpanFile } from "../../spans/index.ts";
import type { PropertyFact, TypeFacts } from "../../spans/type-facts.ts";

const provider = (parameter: string, body = "yield 1;") => `
export class GooseProvider {
  async *executeQuery(${parameter}) { ${body} }
}
`;

/** The attributes that are read from the parameter, as they are written. */
function readAttributes(text: string, facts?: Readonly<Record<string, PropertyFact | undefined>>): string[] {
  const asked: string[] = [];
  const types =
    facts === undefined
      ? undefined
      : ({
          propertyOf: (_path, [start, end], name) => {
            asked.push(text.slice(start, end));
            return facts[name];
          },
          narrowedPaths: () => [],
          kindOfValue: () => "any",
        } satisfies Partial<TypeFacts> as unknown as TypeFacts);
  const output = outputOf(planFile(open(text, types)));
  for (const name of asked) expect(name).toBe("options");
  return [...output.matchAll(/"((?:gen_ai\.(?:request|conversation)|agent)\.[\w.]+)": ([^,\n]+)/g)].map(
    ([, key, value]) => `${String(key)} = ${String(value)}`,
  );
}

function open(text: string, types: TypeFacts | undefined): SpanFile {
  const file = createSpanFile(
    {
      path: "src/goose.ts",
      config: {},
      sdk: { module: "@sentry/node", major: 11 },
      helpers: { path: "src/sentry-tracing", extension: ".js" },
      moduleFormat: "esm",
      isIsomorphic: false,
      types,
    },
    text,
  );
  if (!isSpanFile(file)) throw new Error(file.message);
  return file;
}

const primitive: PropertyFact = { kind: "primitive", optional: false, receiverNullable: false };

test("without types, an imported type tells nothing and the body tells what it reads", () => {
  expect(readAttributes(provider("options: Options"))).toEqual([]);
  expect(readAttributes(provider("options: Options", "yield options.model;"))).toEqual([
    "gen_ai.request.model = options.model",
  ]);
});

test("what is read in one branch only may be missing in the other", () => {
  const body = "if (options.kind === 1) yield options.model; yield options.ok && options.maxTurns;";
  expect(readAttributes(provider("options: Options", body))).toEqual([]);
  const guard = "if (options.model) yield 1;";
  expect(readAttributes(provider("options: Options", guard))).toEqual([
    "gen_ai.request.model = options.model",
  ]);
});

test("a parameter that may be missing is read with ?.", () => {
  const body = "const { model, maxTurns = 3 } = options;";
  const guarded = ["gen_ai.request.model = options?.model", "agent.max_turns = options?.maxTurns"];
  expect(readAttributes(provider("options", body))).toEqual(guarded);
  expect(readAttributes(provider("options?: Options", body))).toEqual(guarded);
  expect(readAttributes(provider("options: Options | undefined", body))).toEqual(guarded);
  expect(readAttributes(provider("options: any", body))).toEqual(guarded);
  expect(readAttributes(provider("options: Options = {}", body))).toEqual([
    "gen_ai.request.model = options.model",
    "agent.max_turns = options.maxTurns",
  ]);
});

test("types find what the file does not show, and overrule what it seems to show", () => {
  const text = provider("options: Options", "yield options.model;");
  expect(readAttributes(text, { sessionId: primitive, tools: { ...primitive, kind: "array" } })).toEqual([
    "gen_ai.request.model = options.model",
    "gen_ai.conversation.id = options.sessionId",
    "agent.tools_enabled = options.tools?.length",
  ]);
  expect(readAttributes(text, { model: { ...primitive, kind: "other" } })).toEqual([]);
  expect(readAttributes(text, { model: { ...primitive, receiverNullable: true } })).toEqual([
    "gen_ai.request.model = options?.model",
  ]);
});

test("a named type of another file may be an object", () => {
  expect(readAttributes(provider("model: LanguageModel"))).toEqual([]);
  expect(readAttributes(provider("options: { model: LanguageModel; maxTurns: 4 | 8 }"))).toEqual([
    "agent.max_turns = options.maxTurns",
  ]);
  expect(readAttributes(provider("model"))).toEqual(["gen_ai.request.model = model"]);
});

test("a tool list that is a number is no list", () => {
  expect(readAttributes(provider("options: { tools: number; model: string[] }"))).toEqual([]);
});
