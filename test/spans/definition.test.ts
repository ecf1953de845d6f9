import { describe, expect, test } from "vitest";
import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { findDefinition } from "../../spans/definition.ts";
import { findVariable, nodesOf, type SpanFile } from "../../spans/index.ts";
import { readCases } from "../support/cases.ts";
import { openCaseFile } from "../support/plan-case.ts";

/** Names that mean one thing here and another there. */
const shadows = `
import order, { total as sum } from "./order.js";
import type { Row } from "./row.js";
var late = sum(order);
function outer(order: Row, { late, ...rest }: { late: number }, [first = late]: number[]) {
  for (const order of rest) { var hoisted = order; }
  switch (first) { case 1: let sum = hoisted; sum++; break; default: { const sum = order; void sum; } }
  try { late++; } catch ({ late }) { console.log(late, hoisted); }
  return function sum(n: number): number { return n > 0 ? sum(n - 1) : first; };
}
const arrow = (first: number) => { { let first = 2; void first; } return first; };
class Depot<Row> extends order { static { let late = 1; var inner = late; void inner; } late = late; row?: Row; get(first = this) { return Depot; } }
const Named = class Depot { make = () => new Depot(); };
enum Status { Open, late = 3, both = Open | late }
namespace Freight { export const late = 2; export function total() { return late + total(); } }
declare global { var fleet: number }
type Pick<Row> = (first: Row) => Row extends infer Depot ? Depot : never;
interface Named { late(first: string): Row }
for (let late = 0; late < 3; late++) void late;
export { late, Named };
`;

const kinds: Readonly<Record<string, string>> = {
  ImportBinding: "import",
  Variable: "variable",
  Parameter: "parameter",
  FunctionName: "function",
  ClassName: "class",
  CatchClause: "catch",
  TSEnumName: "enum",
  TSEnumMemberName: "member",
  TSModuleName: "namespace",
  Type: "type",
};

/** Every name of a file, as full scope analysis and as our own look-up see it. */
function compare(file: SpanFile): { readonly scopes: readonly unknown[]; readonly own: readonly unknown[] } {
  const scopes: unknown[] = [];
  const own: unknown[] = [];
  for (const node of nodesOf(file.program)) {
    if (node.type !== "Identifier") continue;
    const variable = findVariable(file, node, node.name);
    const definition = variable?.defs[0];
    const found = findDefinition(file, node, node.name);
    const place = `${node.name}@${node.range[0]}`;
    scopes.push([
      place,
      kinds[String(definition?.type)],
      definition?.node.range,
      variable === undefined ? undefined : variable.scope.block.type === "Program",
    ]);
    own.push([
      place,
      found?.kind,
      found?.node.range,
      found === undefined ? undefined : found.block.type === "Program",
    ]);
  }
  return { scopes, own };
}

test("names that shadow each other are told apart as by scope analysis", () => {
  const file = createSpanFile(
    { ...openCaseFile({ codemod: "wrap-db-calls", config: {} }, "a.ts", ""), path: "shadows.ts" },
    shadows,
  );
  if (!isSpanFile(file)) throw new Error(file.message);
  const { scopes, own } = compare(file);
  expect(own.length).toBeGreaterThan(80);
  expect(own).toEqual(scopes);
});

describe("names of the fixtures", () => {
  test.each(readCases().map((fixture) => [`${fixture.codemod}: ${fixture.name}`, fixture] as const))(
    "%s",
    (_, fixture) => {
      for (const { path, output } of fixture.files) {
        const { scopes, own } = compare(openCaseFile(fixture, path, output));
        expect(own).toEqual(scopes);
      }
    },
  );
});
