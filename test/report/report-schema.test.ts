import { describe, expect, test } from "vitest";
import { reportJsonSchema } from "../../codemods/report/report-schema.ts";
import { findFaults, type Schema } from "../support/json-schema.ts";
import { createTempProject } from "../support/temp-project.ts";

const schema = reportJsonSchema() as Schema;

const library = {
  "package.json": JSON.stringify({ type: "module", dependencies: { "@sentry/node": "^11.0.0" } }),
  "spanwright.config.json": JSON.stringify({
    functions: [{ function: "lend" }, { function: "shelve" }],
    providers: [{ function: "Reader.read" }],
    send: [{ function: "announce", destination: "readers" }],
  }),
  "src/lend.ts": "export async function lend(book: string) {\n  await note(book);\n}\n",
  "src/shelve.ts": "export async function shelve() {}\n// spanwright-todo(decide where it goes)\n",
  "src/reader.ts": "export class Reader {\n  async *read() {\n    yield 1;\n  }\n}\n",
  "src/announce.ts": `import type WebSocket from "ws";

export function announce(socket: WebSocket, news: { shelf: string }) {
  socket.send(JSON.stringify(news));
}
`,
  "src/broken.ts": "export async function lend() { await = 1;\n",
};

describe("real reports fit the schema", () => {
  test.each(["plan", "check", "apply", "unwrap", "undo"])("of %s", async (command) => {
    const project = createTempProject(library);
    if (command === "unwrap" || command === "undo") await project.run("apply");
    const { stdout } = await project.run(command, "--json");
    const report = JSON.parse(stdout) as { readonly files: readonly object[]; readonly command: string };
    expect(findFaults(schema, report)).toEqual([]);
    expect(report.command).toBe(command);
    expect(report.files.length).toBeGreaterThan(2);
  });

  test("with every decision in it", async () => {
    const project = createTempProject(library);
    await project.run("apply", "--only", "wrap-providers");
    const { stdout } = await project.run("check", "--json");
    const report = JSON.parse(stdout) as {
      readonly files: readonly {
        readonly reason?: string;
        readonly sites: readonly { readonly decision: string }[];
      }[];
      readonly todos: readonly object[];
      readonly notes: readonly string[];
    };
    expect(findFaults(schema, report)).toEqual([]);
    expect(new Set(report.files.flatMap(({ sites }) => sites.map(({ decision }) => decision)))).toEqual(
      new Set(["already", "carry", "skip", "wrap"]),
    );
    expect(report.files.some(({ reason }) => reason === "syntax-error")).toBe(true);
    expect([report.todos.length, report.notes.length]).toEqual([1, 1]);
  });
});

test("the validator finds what does not fit", () => {
  const faulty = {
    schemaVersion: 2,
    tool: "spanwright 1.0.0",
    command: "plan",
    files: [{ path: "a.ts", outcome: "eaten", sites: [{ line: 0, range: [1] }] }],
    notes: [1],
    extra: true,
  };
  expect(findFaults(schema, faulty)).toEqual(
    expect.arrayContaining([
      "$.totals: is missing",
      "$.schemaVersion: is not 1",
      "$.files[0].outcome: eaten is none of the values",
      "$.files[0].sites[0].codemod: is missing",
      "$.files[0].sites[0].line: is less than 1",
      "$.files[0].sites[0].range: has 1 items",
      "$.notes[0]: is no string",
      "$.extra: is not in the schema",
    ]),
  );
});
