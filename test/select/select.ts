import type { ProjectFacts } from "../../codemods/select/project-facts.ts";
import { selectSites } from "../../codemods/select/select-sites.ts";
import type { SpanwrightConfig } from "../../spans/index.ts";

/** Runs the selection on a small project: path -> text. */
export function select(
  files: Readonly<Record<string, string>>,
  facts: Partial<ProjectFacts> = {},
): SpanwrightConfig {
  return selectSites(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { packages: [], tsconfigPaths: [], ...facts },
  );
}

/** `file function` of every chosen function, those that a timer runs included. */
export function functionsOf(
  files: Readonly<Record<string, string>>,
  facts: Partial<ProjectFacts> = {},
): readonly string[] {
  const { functions = [], ticks = [] } = select(files, facts);
  return [...functions, ...ticks].map((entry) => `${entry.file ?? ""} ${entry.function}`).sort();
}

/** `file function` of every place through which the calls of tools go. */
export function toolsOf(
  files: Readonly<Record<string, string>>,
  facts: Partial<ProjectFacts> = {},
): readonly string[] {
  return (select(files, facts).tools ?? []).map((entry) => `${entry.file ?? ""} ${entry.function}`);
}

/** `file function` of every provider. */
export function providersOf(
  files: Readonly<Record<string, string>>,
  facts: Partial<ProjectFacts> = {},
): readonly string[] {
  return (select(files, facts).providers ?? []).map((entry) => `${entry.file ?? ""} ${entry.function}`);
}

/** A function body of more than five lines that waits for a process. */
export const printing = `
    const { execFile } = await import("node:child_process");
    const job = "print";
    const copies = 2;
    const tray = "upper";
    await execFile("lp", [job, String(copies), tray]);
`;
