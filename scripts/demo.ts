import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  buildTraces,
  compareTrace,
  formatSummary,
  formatTraces,
  readExpectedTrace,
  startSink,
} from "../codemods/sink/index.ts";
import { copyRelay, relaySource } from "./copy-relay.ts";
import { renderDemoPage } from "./demo-page.ts";
import { diffTrees } from "./diff-trees.ts";
import { instrumentCopy, type Instrument } from "./instrument-copy.ts";
import { runRelay } from "./run-relay.ts";

export interface DemoOptions {
  /** Instruments the copy of the system. */
  readonly instrument: Instrument;
  /** Takes each piece of the output, without a trailing line feed. */
  readonly print: (text: string) => void;
  /** Where `index.html` goes. */
  readonly outputFolder: string;
}

/**
 * Instruments a copy of the relay system, runs one build in it, and compares the spans that arrive with
 * `expected-trace.json`. Prints the plan, the trace, what was left alone, and last a line that sums up.
 *
 * @returns the exit code: 0 when the trace is exactly the expected one, else 1.
 * @throws Error when the tool or the system fails.
 */
export async function runDemo({ instrument, print, outputFolder }: DemoOptions): Promise<number> {
  const expected = readExpectedTrace(await readFile(join(relaySource, "expected-trace.json"), "utf8"));
  const copy = await copyRelay();
  const sink = await startSink();
  try {
    const { plan, skipped } = await instrument(copy.root);
    print(heading("Plan", plan));
    const diffs = await diffTrees(relaySource, copy.root);

    const run = await runRelay({ root: copy.root, dsn: sink.dsn });
    const tree = formatTraces(buildTraces(sink.spans()), run.processes);
    print(heading("Trace, as received", tree));
    print(heading("Left alone", skipped.length === 0 ? "nothing" : skipped.join("\n")));

    const deliveries = run.updates.map(({ type, _sentry }) => ({
      message: type,
      ...(_sentry?.trace === undefined ? {} : { trace: _sentry.trace }),
    }));
    const comparison = compareTrace({ spans: sink.spans(), processes: run.processes, deliveries }, expected);
    const { missing, unplanned } = comparison;
    const problems = [
      ...sink.rejected(),
      ...sink.errors().map(({ type, value }) => `error event: ${type}: ${value}`),
    ];
    if (missing.length > 0) print(heading("Missing", missing.join("\n")));
    if (unplanned.length > 0) print(heading("Unplanned", unplanned.join("\n")));
    if (problems.length > 0) print(heading("Problems", problems.join("\n")));
    if (run.output !== "") print(heading("Printed by the system", run.output.trimEnd()));

    const summary = formatSummary(comparison);
    const isSound = comparison.isSound && problems.length === 0;
    await mkdir(outputFolder, { recursive: true });
    const page = renderDemoPage({ summary, isSound, tree, missing, unplanned, plan, skipped, diffs });
    await writeFile(join(outputFolder, "index.html"), page);
    print(summary);
    return isSound ? 0 : 1;
  } finally {
    await sink.close();
    await copy.remove();
  }
}

function heading(title: string, body: string): string {
  return `== ${title}\n${body}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await runDemo({
    instrument: instrumentCopy,
    print: (text) => console.log(text),
    outputFolder: fileURLToPath(new URL("../demo-output", import.meta.url)),
  });
}
