import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { runCli } from "../../codemods/cli/run-cli.ts";
import type { ExitCode } from "../../codemods/cli/exit-code.ts";

/** A folder with files in it, removed when the test ends. */
export interface TempProject {
  readonly root: string;
  /** Runs the command line in this folder. */
  run(
    ...argv: readonly string[]
  ): Promise<{ readonly code: ExitCode; readonly stdout: string; readonly stderr: string }>;
  read(path: string): string;
  /** All files by path, without those of git and of the tool itself (`.spanwright`). */
  files(): Record<string, string>;
}

export function createTempProject(files: Readonly<Record<string, string | Buffer>>): TempProject {
  const root = mkdtempSync(join(tmpdir(), "spanwright-test-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  return {
    root,
    read,
    async run(...argv) {
      let stdout = "";
      let stderr = "";
      const output = {
        data: (text: string) => void (stdout += text),
        talk: (text: string) => void (stderr += text),
        color: false,
        isTty: false,
      };
      const code = await runCli(argv, { cwd: root, output });
      return { code, stdout, stderr };
    },
    files() {
      const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      const paths = entries.map((entry) =>
        relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"),
      );
      return Object.fromEntries(
        paths
          .filter((path) => !path.startsWith(".git/") && !path.startsWith(".spanwright/"))
          .sort()
          .map((path) => [path, read(path)]),
      );
    },
  };
}
