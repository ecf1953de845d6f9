import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createTempProject, type TempProject } from "../support/temp-project.ts";

const execute = promisify(execFile);
/** As it is built: a thread starts from a file of its own there. */
const bin = fileURLToPath(new URL("../../codemods/dist/cli.mjs", import.meta.url));

async function run(
  project: TempProject,
  ...argv: readonly string[]
): Promise<{ code: number; stdout: string }> {
  try {
    const { stdout } = await execute(process.execPath, [bin, ...argv], { cwd: project.root });
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { readonly code: number; readonly stdout: string };
    return { code, stdout };
  }
}

/** Two packages with other SDKs, helpers asked for in both languages, sites of several kinds, and files that are passed over. */
function dairy(): Record<string, string> {
  const files: Record<string, string> = {
    "spanwright.config.json": JSON.stringify({
      functions: [{ function: "churn" }],
      providers: [{ function: "Vat.run" }],
      send: [{ function: "announce", destination: "shop" }],
    }),
    "a/package.json": "{}",
    "b/package.json": JSON.stringify({ type: "module", dependencies: { "@sentry/node": "^10.0.0" } }),
    "c/package.json": JSON.stringify({ type: "module", dependencies: { "@sentry/node": "^11.0.0" } }),
    "c/broken.ts": "export const churn = ;\n",
    "c/announce.ts":
      "export function announce(socket: WebSocket, news: { milk: string }) {\n  socket.send(JSON.stringify(news));\n}\n",
  };
  for (const folder of ["a", "b", "c"])
    for (let index = 0; index < 20; index += 1)
      files[`${folder}/churn${index}.${index % 3 === 0 ? "js" : "ts"}`] =
        index % 5 === 0
          ? "export class Vat {\n  async *run() {\n    yield 1;\n  }\n}\n"
          : "export async function churn(milk) {\n  await turn(milk);\n}\n";
  return files;
}

describe("--workers", () => {
  test("gives the bytes of one thread", async () => {
    const project = createTempProject(dairy());
    const one = await run(project, "plan", "--types", "off", "--json");
    expect(JSON.parse(one.stdout)).toMatchObject({ sdk: "@sentry/node@10" });
    expect(one.code).toBe(1);
    expect(await run(project, "plan", "--types", "off", "--json", "--workers", "3")).toEqual(one);
    const diff = await run(project, "plan", "--types", "off", "--diff");
    expect(await run(project, "plan", "--types", "off", "--diff", "--workers", "2")).toEqual(diff);
  });

  test("writes what one thread writes", async () => {
    const [one, two] = [createTempProject(dairy()), createTempProject(dairy())];
    expect((await run(one, "apply", "--types", "off")).code).toBe(0);
    expect((await run(two, "apply", "--types", "off", "--workers", "2")).code).toBe(0);
    expect(two.files()).toEqual(one.files());
    expect(two.files()).not.toEqual(dairy());
  });

  test("says what a thread throws, and changes nothing", async () => {
    const files = { ...dairy(), "c/sentry-tracing.ts": "export const mine = true;\n" };
    const project = createTempProject(files);
    expect((await run(project, "apply", "--types", "off", "--workers", "2")).code).toBe(3);
    expect(project.files()).toEqual(files);
  });

  test("is refused with types, for other commands, and as no number", async () => {
    const project = createTempProject(dairy());
    for (const argv of [
      ["plan", "--workers", "2", "--types", "on"],
      ["unwrap", "--workers", "2"],
      ["plan", "--workers", "many"],
      ["plan", "--workers", "0"],
    ])
      expect((await project.run(...argv)).code).toBe(2);
  });
});
