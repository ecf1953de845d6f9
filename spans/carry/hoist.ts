import { findVariable } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { isKey } from "../flow.ts";
import { findNarrowedPaths } from "../narrowing.ts";
import { skip, type Skip } from "../outcome.ts";
import { lineIndent, styleOf } from "../style.ts";
import { walk } from "../walk.ts";
import { asNode, rangeOf, type Run } from "./run.ts";

/**
 * Consts in front of a run for the member paths that are narrowed around it: `const socket = this.socket;` keeps what the guard above
 * found out, also inside the span's callback.
 */
export function hoistNarrowed(file: SpanFile, run: Run): readonly PlannedEdit[] | Skip {
  const narrowed = findNarrowedPaths(file, asNode(run)).filter(({ text }) => !isWritten(file, run, text));
  const lost = narrowed.filter(({ hoistable }) => !hoistable);
  if (lost.length > 0) return skip("narrowing-lost", lost.map(({ text }) => text).join(", "));
  const style = styleOf(file);
  const [start] = rangeOf(run);
  const names = new Map<string, string>();
  const edits: PlannedEdit[] = [];
  for (const { range, text } of narrowed) {
    const name = names.get(text) ?? freeName(file, run, text, [...names.values()]);
    if (!names.has(text)) {
      names.set(text, name);
      const line = `const ${name} = ${text}${style.semicolons ? ";" : ""}\n${lineIndent(file.text, start)}`;
      edits.push({ range: [start, start], text: line, side: "open" });
    }
    edits.push({ range, text: name, side: "replace" });
  }
  return edits;
}

/** Assigned inside the run: a copy made before would be old. */
function isWritten(file: SpanFile, run: Run, path: string): boolean {
  const [start, end] = rangeOf(run);
  const text = file.text.slice(start, end);
  return new RegExp(`${path.replace(/[^\w]/g, "\\$&")}\\s*=[^=>]`).test(text);
}

/** `socket` for `this.socket`; the whole path in camel case, then numbers, where that name is in use. */
function freeName(file: SpanFile, run: Run, path: string, taken: readonly string[]): string {
  const parts = path
    .split(/\?\.|[.!#]+/)
    .filter((part) => /^[A-Za-z_$][\w$]*$/.test(part) && part !== "this");
  const last = parts.at(-1) ?? "value";
  const long = parts
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
  const used = new Set(taken);
  walk(run.block, (node) => {
    if (node.type === "Identifier" && !isKey(node)) used.add(node.name);
  });
  const isFree = (name: string): boolean =>
    !used.has(name) && findVariable(file, run.block, name) === undefined;
  for (const name of [last, long]) if (isFree(name)) return name;
  for (let number = 2; ; number += 1) if (isFree(`${last}${number}`)) return `${last}${number}`;
}
