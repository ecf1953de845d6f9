import { describe, expect, test } from "vitest";
import { createTempProject } from "../support/temp-project.ts";

/** An SDK of which the options know no attributes: a span with some brings a diagnostic. */
const sdkTypes = `export interface SpanOptions {
  name: string;
  op?: string;
}
export declare function startSpan<T>(options: SpanOptions, callback: () => T): T;
`;

const brewery = {
  "package.json": JSON.stringify({ type: "module", dependencies: { "@sentry/node": "^11.0.0" } }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      strict: true,
      target: "ES2022",
      module: "NodeNext",
      moduleResolution: "NodeNext",
      noEmit: true,
    },
    include: ["src"],
  }),
  "node_modules/@sentry/node/package.json": JSON.stringify({
    name: "@sentry/node",
    version: "11.11.0",
    types: "index.d.ts",
  }),
  "node_modules/@sentry/node/index.d.ts": sdkTypes,
  "spanwright.config.json": JSON.stringify({
    functions: [
      { function: "mash" },
      { function: "boil", attributes: { "brewery.kettle": "copper" } },
      { function: "cool" },
      { function: "ferment", attributes: { "brewery.tank": 3 } },
    ],
  }),
  "src/brew.ts": `export async function mash(malt: string): Promise<string> {
  return malt.trim();
}

export async function boil(wort: string): Promise<string> {
  return wort.trim();
}

export async function cool(wort: string): Promise<string> {
  return wort.trim();
}
`,
  "src/ferment.ts":
    "export async function ferment(wort: string): Promise<string> {\n  return wort.trim();\n}\n",
};

interface Reported {
  readonly files: readonly {
    readonly path: string;
    readonly outcome: string;
    readonly sites: readonly {
      readonly symbol: string;
      readonly decision: string;
      readonly reason?: string;
      readonly detail?: string;
    }[];
  }[];
  readonly totals: { readonly changed: number; readonly rolledBack: number; readonly filesChanged: number };
}

describe("an edit that brings a TypeScript diagnostic", () => {
  test("is taken back alone, with the diagnostic, and apply exits 1", async () => {
    const project = createTempProject(brewery);
    const { code, stdout } = await project.run("apply", "--json");
    const report = JSON.parse(stdout) as Reported;
    expect(
      report.files.flatMap(({ sites }) =>
        sites.map(({ symbol, decision, reason }) => [symbol, decision, reason]),
      ),
    ).toEqual([
      ["mash", "wrap", undefined],
      ["boil", "rolled-back", "new-type-error"],
      ["cool", "wrap", undefined],
      ["ferment", "rolled-back", "new-type-error"],
    ]);
    const details = report.files.flatMap(({ sites }) => sites.flatMap(({ detail }) => detail ?? []));
    expect(details).toHaveLength(2);
    for (const detail of details) expect(detail).toMatch(/^TS2353: .*'attributes' does not exist/);
    expect(report.totals).toMatchObject({ changed: 2, rolledBack: 2, filesChanged: 1 });
    expect(code).toBe(1);
    expect(project.read("src/brew.ts")).toBe(`import * as Sentry from "@sentry/node";

export async function mash(malt: string): Promise<string> {
  return Sentry.startSpan({ name: "brew.mash", op: "function" }, async () => {
    return malt.trim();
  });
}

export async function boil(wort: string): Promise<string> {
  return wort.trim();
}

export async function cool(wort: string): Promise<string> {
  return Sentry.startSpan({ name: "brew.cool", op: "function" }, async () => {
    return wort.trim();
  });
}
`);
    expect(project.read("src/ferment.ts")).toBe(brewery["src/ferment.ts"]);
  });

  test("stays without types, where nobody looks for it", async () => {
    const project = createTempProject(brewery);
    const { code, stdout } = await project.run("plan", "--types", "off", "--json");
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Reported).totals).toMatchObject({ changed: 4, rolledBack: 0 });
  });

  test("that was there before is nobody's fault", async () => {
    const wrong = `${brewery["src/brew.ts"]}\nexport const degrees: number = "20";\n`;
    const project = createTempProject({ ...brewery, "src/brew.ts": wrong });
    const { stdout } = await project.run("plan", "--json");
    expect((JSON.parse(stdout) as Reported).totals).toMatchObject({ changed: 2, rolledBack: 2 });
  });
});
