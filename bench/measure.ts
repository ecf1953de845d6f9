import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A command that is measured: node runs it, in a folder, in a process of its own. */
export interface Command {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** What it reads from stdin. */
  readonly input?: string;
}

/** What one run cost. */
export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Peak resident memory; of several processes the sum of their peaks. */
  readonly megabytes: number;
  readonly stdout: string;
}

const usageModule = fileURLToPath(new URL("usage.cjs", import.meta.url));

/**
 * Runs a command and measures it with all processes that it starts.
 *
 * @throws when it ends with an exit code above 1, which stands for findings.
 */
export async function measure({ argv, cwd, input = "" }: Command): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), "spanwright-bench-usage-"));
  const usageFile = join(folder, "usage");
  try {
    const start = performance.now();
    const { code, stdout, stderr } = await run(argv, cwd, input, usageFile);
    const seconds = (performance.now() - start) / 1000;
    if (code === null || code > 1) throw new Error(`${argv.join(" ")} ended with ${code}\n${stderr}`);
    const usages = existsSync(usageFile) ? readUsages(usageFile) : [];
    const sum = (key: keyof Usage): number => usages.reduce((total, usage) => total + usage[key], 0);
    return {
      seconds,
      cpuSeconds: sum("microseconds") / 1e6,
      megabytes: (sum("kilobytes") * 1024) / 1e6,
      stdout,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Usage {
  readonly kilobytes: number;
  readonly microseconds: number;
}

function readUsages(path: string): Usage[] {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Usage);
}

function run(
  argv: readonly string[],
  cwd: string,
  input: string,
  usageFile: string,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, {
      cwd,
      env: {
        ...process.env,
        BENCH_USAGE: usageFile,
        NODE_OPTIONS: `--require ${JSON.stringify(usageModule)}`,
      },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => void (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => void (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
