import type { FileDiff } from "./diff-trees.ts";

/** What the page shows, top to bottom. */
export interface DemoPage {
  readonly summary: string;
  readonly isSound: boolean;
  /** The received traces, as text. */
  readonly tree: string;
  readonly missing: readonly string[];
  readonly unplanned: readonly string[];
  readonly plan: string;
  readonly skipped: readonly string[];
  readonly diffs: readonly FileDiff[];
}

/** @returns one HTML file that needs nothing else, with no time or machine path in it. */
export function renderDemoPage(page: DemoPage): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>spanwright demo</title>
<style>${style}</style>
<h1>One build, four processes</h1>
<p class="${page.isSound ? "good" : "bad"}">${escape(page.summary)}</p>
${section("The trace, as received", block(page.tree))}
${list("Missing", page.missing)}
${list("Unplanned", page.unplanned)}
${section("The plan", block(page.plan))}
${list("Left alone", page.skipped)}
${section(`The diff (${String(page.diffs.length)} files)`, page.diffs.map(renderDiff).join("\n"))}
</html>
`;
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 110ch; padding: 0 1rem; color-scheme: light dark; }
pre { font: 13px/1.4 ui-monospace, monospace; overflow-x: auto; padding: 0.75rem; border: 1px solid #8884; }
summary { cursor: pointer; font-family: ui-monospace, monospace; }
.good, .bad { font-weight: 600; padding: 0.5rem 0.75rem; border-left: 0.4rem solid #2a7; }
.bad { border-color: #c33; }
.add { background: #2a72; } .del { background: #c332; } .at { opacity: 0.6; }
`;

function renderDiff({ path, patch }: FileDiff): string {
  const lines = patch.trimEnd().split("\n").map(renderLine).join("");
  return `<details open><summary>${escape(path)}</summary><pre>${lines}</pre></details>`;
}

function renderLine(line: string): string {
  const kind = line.startsWith("+")
    ? "add"
    : line.startsWith("-")
      ? "del"
      : line.startsWith("@@")
        ? "at"
        : undefined;
  return kind === undefined ? `${escape(line)}\n` : `<span class="${kind}">${escape(line)}</span>\n`;
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : section(`${title} (${String(items.length)})`, block(items.join("\n")));
}

function section(title: string, body: string): string {
  return `<h2>${escape(title)}</h2>\n${body}`;
}

function block(text: string): string {
  return `<pre>${escape(text)}</pre>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
