import { spawn } from "node:child_process";
import { access, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../codemods/dist/cli.mjs", import.meta.url));

/** What the tool said about a tree that it changed. */
export interface Instrumentation {
  /** What `spanwright plan` printed. */
  readonly plan: string;
  /** A line for each site that was left alone: where, what, and the reason. */
  readonly skipped: readonly string[];
}

/** Changes the tree at `root`, in place. */
export type Instrument = (root: string) => Promise<Instrumentation>;

/**
 * Instruments a tree with the built command line, as a user would: `plan`, then `apply`.
 *
 * @throws Error when the tool is not built, or ends with a code that means wrong usage or a failed file (CLI.md).
 */
export async function instrumentCopy(root: string): Promise<Instrumentation> {
  await access(cli).catch(() => {
    throw new Error("codemods/dist/cli.mjs is missing: build the tool first");
  });
  const plan = await runCli(root, ["plan", ".", "--no-color"]);
  const reportPath = join(tmpdir(), `spanwright-demo-${String(process.pid)}.json`);
  try {
    await runCli(root, ["apply", ".", "--yes", "--allow-dirty", "--no-color", "--json", reportPath]);
    const report = JSON.parse(await readFile(reportPath, "utf8")) as Report;
    return { plan, skipped: report.files.flatMap(listSkips) };
  } finally {
    await rm(reportPath, { force: true });
  }
}

/** The part of the JSON report (CLI.md) that is read here. */
interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly outcome: string;
    readonly reason?: string;
    readonly sites?: readonly {
      readonly kind: string;
      readonly line: number;
      readonly symbol?: string;
      readonly decision: string;
      readonly reason?: string;
    }[];
  }[];
}

function listSkips({ path, outcome, reason, sites = [] }: Report["files"][number]): string[] {
  const file =
    outcome === "skipped" || outcome === "failed" ? [`${path}  ${outcome}: ${reason ?? "no reason"}`] : [];
  const left = sites.filter(({ decision }) => decision === "skip" || decision === "rolled-back");
  return [
    ...file,
    ...left.map(
      (site) =>
        `${path}:${String(site.line)}  ${site.kind} in ${site.symbol ?? "the module"}  ${site.decision}: ${site.reason ?? "no reason"}`,
    ),
  ];
}

/** 0 is nothing to do, 1 is findings: both are answers. */
async function runCli(root: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [cli, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => (stderr += String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0 || code === 1) return stdout.trimEnd();
  throw new Error(`spanwright ${args.join(" ")} ended with ${String(code)}\n${stdout}${stderr}`);
}
