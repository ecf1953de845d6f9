import { afterAll, describe, expect, test } from "vitest";
import { createTsconfigFinder } from "../../codemods/types/find-tsconfig.ts";
import { createTypeFacts } from "../../codemods/types/ts-morph-facts.ts";
import { rangeOf, STRICT_TSCONFIG, writeProject, type TestProject } from "./project.ts";

const source = `
enum Mode { Fast, Slow }
interface Options {
  model: string;
  maxTurns?: number;
  tools: readonly string[];
  pair?: [string, number];
  mode: Mode;
  level: "low" | "high" | null;
  mixed: string | string[];
  hooks: { before(): void };
  loose: any;
}
interface Other { model: string; tools: string }
class Runner {
  private secret = "x";
  readonly name = "runner";
  run() { return /*this<*/this/*>*/; }
}
export function start<O extends Options>(
  options: Options, maybe: Options | undefined, either: Options | Other, bounded: O,
  record: Record<string, string>, untyped: any, runner: Runner, given?: Options,
) {
  return [/*options<*/options/*>*/, /*maybe<*/maybe/*>*/, /*either<*/either/*>*/, /*bounded<*/bounded/*>*/,
    /*record<*/record/*>*/, /*untyped<*/untyped/*>*/, /*runner<*/runner/*>*/, /*given<*/given/*>*/, /*text<*/"text"/*>*/];
}
`;

const projects: TestProject[] = [];
afterAll(() => projects.forEach((project) => project.remove()));

function open(tsconfig: string) {
  const project = writeProject({ "tsconfig.json": tsconfig, "src/start.ts": source }, { linked: false });
  projects.push(project);
  const facts = createTypeFacts(project.root, createTsconfigFinder(project.root));
  return (of: string, name: string) => facts.propertyOf("src/start.ts", rangeOf(source, of), name);
}

describe("propertyOf", () => {
  const property = open(STRICT_TSCONFIG);
  const always = { optional: false, receiverNullable: false };

  test.each([
    ["model", { kind: "primitive", ...always }],
    ["maxTurns", { kind: "primitive", ...always, optional: true }],
    ["tools", { kind: "array", ...always }],
    ["pair", { kind: "array", ...always, optional: true }],
    ["mode", { kind: "primitive", ...always }],
    ["level", { kind: "primitive", ...always, optional: true }],
    ["mixed", { kind: "other", ...always }],
    ["hooks", { kind: "other", ...always }],
    ["loose", { kind: "other", ...always }],
  ])("options.%s", (name, expected) => {
    expect(property("options", name)).toEqual(expected);
  });

  test("an object that may be missing", () => {
    expect(property("maybe", "model")).toEqual({
      kind: "primitive",
      optional: false,
      receiverNullable: true,
    });
    expect(property("given", "model")).toEqual({
      kind: "primitive",
      optional: false,
      receiverNullable: true,
    });
  });

  test("every member of a union must have it", () => {
    expect(property("either", "model")).toEqual({ kind: "primitive", ...always });
    expect(property("either", "tools")).toEqual({ kind: "other", ...always });
    expect(property("either", "maxTurns")).toBeUndefined();
  });

  test("a bound of a type parameter counts", () => {
    expect(property("bounded", "model")).toEqual({ kind: "primitive", ...always });
  });

  test("what is not declared is not sure", () => {
    expect(property("options", "prompt")).toBeUndefined();
    expect(property("record", "model")).toBeUndefined();
    expect(property("untyped", "model")).toBeUndefined();
    expect(property("text", "model")).toBeUndefined();
  });

  test("a private member can be read through this only", () => {
    expect(property("runner", "name")).toEqual({ kind: "primitive", ...always });
    expect(property("runner", "secret")).toBeUndefined();
    expect(property("this", "secret")).toEqual({ kind: "primitive", ...always });
  });

  test("without strictNullChecks anything may be missing", () => {
    const loose = open(STRICT_TSCONFIG.replace(`"strict":true`, `"strict":false`));
    expect(loose("options", "model")).toEqual({ kind: "primitive", optional: true, receiverNullable: true });
    expect(loose("this", "name")).toEqual({ kind: "primitive", optional: true, receiverNullable: false });
  });
});
