import type { TSESTree } from "@typescript-eslint/types";
import { findStatement, isFunction, skipWrappersUp } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { PlannedEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { readFlow, walkOwn } from "../flow.ts";
import { findNarrowedPaths, type NarrowedPath } from "../narrowing.ts";
import { printOptions, printOptionsFlat, type SpanOptions } from "../options.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import { sentryCallee, type CalleeReference } from "../sentry.ts";
import { lineIndent, styleOf } from "../style.ts";
import { toGroup } from "./wrap.ts";

/** How the start function is called: `callee(leading…, { options }, () => operand)`. */
export interface OperandWrap {
  /** Absent: the callee takes none, such as `runTick`. */
  readonly options?: SpanOptions | undefined;
  /** Absent: the SDK's `startSpan`, or the team's wrapper. */
  readonly callee?: CalleeReference;
  /** Arguments before the options, such as the message of `withIncomingTrace`. */
  readonly leading?: readonly string[];
  /** Arguments behind the callback, such as the watcher of a stream. */
  readonly trailing?: readonly string[];
  readonly decision?: SpanPlan["decision"];
  /** What the callee hands to its callback, such as `traceEnv`. */
  readonly parameter?: string | undefined;
  /** Edits inside the operand. @param shift - by what its lines move right. */
  readonly inner?: (shift: string) => readonly PlannedEdit[];
  /** The operand is a lazy thenable that must not be asked to run before the code around it went on. */
  readonly isRunLater?: boolean;
  /** A name in the operand that is assigned more than once and keeps its declared type all the same. */
  readonly unnarrowed?: TSESTree.Identifier | undefined;
}

/**
 * Wraps an expression where it stands: `await db.select()` becomes `await Sentry.startSpan({ … }, () => db.select())`. What is around
 * the expression (the `await`, a `.catch`, a destructuring) stays outside, untouched.
 */
export function wrapOperand(file: SpanFile, node: TSESTree.Expression, wrap: OperandWrap): SpanPlan | Skip {
  const flow = readFlow(node);
  if (flow.yields) return skip("yield-in-operand");
  if (flow.assigns) return skip("assignment-in-operand");
  if (flow.awaits && !isSettledHere(node)) return skip("await-in-operand");
  const callee = wrap.callee ?? sentryCallee(file, node, "startSpan");
  if (typeof callee === "string") return skip(callee);
  const narrowed = findNarrowedPaths(file, node).filter(
    ({ range }) => range[0] !== wrap.unnarrowed?.range[0],
  );
  const hoists = hoistPaths(file, node, narrowed);
  if (hoists === undefined) return skip("narrowing-lost", narrowed.map(({ text }) => text).join(", "));
  // `startSpan` asks a thenable at once; an async callback asks it a turn later, as `Promise.all` and the caller of a function do.
  const isAsync = flow.awaits || wrap.isRunLater === true;
  const arrow = `${isAsync ? "async " : ""}(${wrap.parameter ?? ""}) =>`;
  return {
    kind: "plan",
    decision: wrap.decision ?? "wrap",
    name: wrap.options?.name,
    op: wrap.options?.op,
    group: layOut(file, node, { callee: callee.text, arrow, wrap, hoists }),
    needs: callee.needs,
  };
}

/**
 * The result is awaited in the same place, or is the function's own. Anywhere else (`run(await x()).catch(…)`, a `return` in a try), what
 * is awaited first would fail in another place than it did.
 */
function isSettledHere(node: TSESTree.Expression): boolean {
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  if (parent?.type === "AwaitExpression") return true;
  if (parent?.type === "ArrowFunctionExpression") return parent.body === outer;
  if (parent?.type !== "ReturnStatement") return false;
  for (let at: TSESTree.Node | undefined = parent.parent; at != null && !isFunction(at); at = at.parent) {
    if (at.type === "TryStatement") return false;
  }
  return true;
}

interface Layout {
  readonly callee: string;
  readonly arrow: string;
  readonly wrap: OperandWrap;
  readonly hoists: readonly PlannedEdit[];
}

/** One line where it fits; else the callback hugs the call, as formatters print it; else every argument gets its line. */
function layOut(file: SpanFile, node: TSESTree.Expression, layout: Layout): SpanPlan["group"] {
  const style = styleOf(file);
  const [start, end] = node.range;
  const operand = file.text.slice(start, end);
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const indent = branchIndent(file.text, start, operand, style.unit);
  const lineStop = /\r?\n|$/.exec(file.text.slice(end))?.index ?? 0;
  const { options } = layout.wrap;
  const first = [
    ...(layout.wrap.leading ?? []),
    ...(options === undefined ? [] : [printOptionsFlat(options, style)]),
  ];
  const head = `${layout.callee}(${first.map((argument) => `${argument}, `).join("")}${layout.arrow}`;
  const column = start - lineStart;
  const multiline = operand.includes("\n");
  const inside = layout.wrap.inner ?? (() => []);
  const size = inside("").reduce(
    (sum, { range, text }) => sum + text.length - (range[1] - range[0]),
    operand.length,
  );
  const at = (open: string, close: string, units = 0): PlannedEdit[] => [
    ...layout.hoists,
    ...inside(style.unit.repeat(units)),
    { range: [start, start], text: open, side: "open" },
    { range: [end, end], text: close, side: "close" },
  ];
  const one = { unit: style.unit, moved: node.range, units: 1 };
  const trailing = layout.wrap.trailing ?? [];
  const tail = trailing.map((argument) => `, ${argument}`).join("");
  if (!multiline && column + head.length + 1 + size + tail.length + 1 + lineStop <= style.width) {
    return toGroup(file, node, { edits: at(`${head} `, `${tail})`) });
  }
  const comma = style.argumentCommas ? "," : "";
  const inner = indent + style.unit;
  // A callback hugs the call only as its last argument.
  if (trailing.length === 0 && column + head.length <= style.width) {
    if (file.config.indent === "keep") return toGroup(file, node, { edits: at(`${head} `, ")") });
    return toGroup(file, node, { edits: at(`${head}\n${inner}`, `${comma}\n${indent})`, 1), ...one });
  }
  const args = [
    ...(layout.wrap.leading ?? []),
    ...(options === undefined ? [] : [printOptions(options, style, inner, style.width - inner.length - 1)]),
  ];
  const open = `${layout.callee}(\n${args.map((argument) => `${inner}${argument},\n`).join("")}${inner}${layout.arrow}`;
  const close = `${trailing.map((argument) => `,\n${inner}${argument}`).join("")}${comma}\n${indent})`;
  if (!multiline && inner.length + layout.arrow.length + size + 2 <= style.width) {
    // Nothing in it moves, but what is wrapped inside it starts lines of its own.
    return toGroup(file, node, { edits: at(`${open} `, close, 1), ...one });
  }
  if (file.config.indent === "keep") return toGroup(file, node, { edits: at(`${open} `, close) });
  return toGroup(file, node, { edits: at(`${open}\n${inner}${style.unit}`, close, 2), ...one, units: 2 });
}

/**
 * What a line of its own is indented by. Behind `? ` and `: ` at a line's start, formatters count these as indentation; an operand that
 * goes on over several lines shows whether this file does.
 */
function branchIndent(text: string, start: number, operand: string, unit: string): string {
  const indent = lineIndent(text, start);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (unit.includes("\t") || !/^[?:] /.test(text.slice(lineStart + indent.length, start))) return indent;
  const [, ...lines] = operand.split("\n").filter((line) => line.trim() !== "");
  const inner = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.length > 0 && inner < indent.length + 2 + unit.length ? indent : `${indent}  `;
}

/** Consts before the statement for narrowed member paths; `undefined` where that cannot keep the types. */
function hoistPaths(
  file: SpanFile,
  node: TSESTree.Expression,
  narrowed: readonly NarrowedPath[],
): PlannedEdit[] | undefined {
  if (narrowed.length === 0) return [];
  const statement = findStatement(node);
  const inBlock = statement?.parent?.type === "BlockStatement" || statement?.parent?.type === "Program";
  if (statement === undefined || !inBlock || narrowed.some(({ hoistable }) => !hoistable)) return undefined;
  if (
    statement.type !== "ExpressionStatement" &&
    statement.type !== "VariableDeclaration" &&
    statement.type !== "ReturnStatement"
  ) {
    return undefined;
  }
  const style = styleOf(file);
  const indent = lineIndent(file.text, statement.range[0]);
  const names = new Map<string, string>();
  const edits: PlannedEdit[] = [];
  for (const { range, text } of narrowed) {
    const name = names.get(text) ?? freeName(file, statement, text, [...names.values()]);
    if (!names.has(text)) {
      names.set(text, name);
      const line = `const ${name} = ${text}${style.semicolons ? ";" : ""}\n${indent}`;
      edits.push({ range: [statement.range[0], statement.range[0]], text: line, side: "open" });
    }
    edits.push({ range: shorthandRange(file, node, range, name) ?? range, text: name, side: "replace" });
  }
  return edits;
}

/** `{ port: event.port }` reads `{ port }` with a const of that name; only where putting the path back gives the same text. */
function shorthandRange(
  file: SpanFile,
  node: TSESTree.Node,
  [start, end]: Range,
  name: string,
): Range | undefined {
  let found: Range | undefined;
  walkOwn(node, (inner) => {
    if (inner.type !== "Property" || inner.value.range[0] !== start || inner.value.range[1] !== end) return;
    if (file.text.slice(inner.range[0], start) === `${name}: `) found = [inner.range[0], end];
  });
  return found;
}

/** `port` for `event.port`; `eventPort` where `port` is taken; numbered after that. */
function freeName(file: SpanFile, at: TSESTree.Node, path: string, taken: readonly string[]): string {
  const parts = path
    .split(/\?\.|[.!#[\]"'\s]+/)
    .filter((part) => /^[A-Za-z_$][\w$]*$/.test(part) && part !== "this");
  const last = parts.at(-1) ?? "value";
  const long = parts
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
  const isFree = (name: string): boolean =>
    !taken.includes(name) &&
    findDefinition(file, at, name) === undefined &&
    !new RegExp(`\\b${name}\\b(?!\\s*:)(?<![.?]${name})`).test(
      at.range === undefined ? "" : restOfBlock(file, at),
    );
  for (const name of [last, long]) if (isFree(name)) return name;
  for (let number = 2; ; number += 1) if (isFree(`${last}${number}`)) return `${last}${number}`;
}

/** The text of the block a new const would be visible in: a name used there as a global must not be captured. */
function restOfBlock(file: SpanFile, at: TSESTree.Node): string {
  const block = at.parent ?? at;
  return file.text.slice(block.range[0], block.range[1]);
}
