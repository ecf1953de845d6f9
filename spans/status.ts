import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberPath } from "./ast.ts";
import type { PlannedEdit } from "./edit.ts";
import type { SpanFile } from "./file.ts";
import { walkOwn } from "./flow.ts";
import { lineIndent, styleOf } from "./style.ts";
import { walk } from "./walk.ts";

/** The edits that mark a span as failed, and the callback parameter that they use. */
export interface StatusEdits {
  readonly parameter: string;
  readonly edits: readonly PlannedEdit[];
}

/**
 * A catch that swallows leaves the span green, in every SDK version, so the outermost ones get a status. A catch that rethrows needs
 * none: `startSpan` marks the span itself.
 *
 * @param root - what the span's callback runs: a statement, or a function's body.
 * @param units - levels by which the text around moves right.
 * @see facts/sentry.md 1.1
 */
export function statusEdits(file: SpanFile, root: TSESTree.Node, units: number): StatusEdits {
  const style = styleOf(file);
  const parameter = freeParameter(file, root);
  const end = style.semicolons ? ";" : "";
  const shift = file.config.indent === "keep" ? "" : style.unit.repeat(units);
  const edits: PlannedEdit[] = [];
  for (const handler of outermostSwallowingCatches(root)) {
    const { body } = handler.body;
    const expected = body.findIndex((statement) => isExpectedErrorExit(statement));
    const before = expected === -1 ? undefined : body[expected];
    const [first] = body;
    const onOwnLine =
      first !== undefined && file.text.slice(handler.body.range[0], first.range[0]).includes("\n");
    const inner = onOwnLine
      ? lineIndent(file.text, first.range[0])
      : `${lineIndent(file.text, handler.body.range[0])}${style.unit}`;
    const at = before?.range[1] ?? handler.body.range[0] + 1;
    const call = `${parameter}.setStatus({ code: 2, message: ${style.quote}internal_error${style.quote} })${end}`;
    if (first === undefined || onOwnLine) {
      const tail = first === undefined ? `\n${shift}${lineIndent(file.text, handler.body.range[0])}` : "";
      const isEmpty =
        first === undefined &&
        file.text.slice(at, handler.body.range[1] - 1).trim() === "" &&
        !file.text.slice(at, handler.body.range[1] - 1).includes("\n");
      edits.push({ range: [at, at], text: `\n${shift}${inner}${call}${isEmpty ? tail : ""}`, side: "open" });
    } else edits.push({ range: [at, at], text: ` ${call}`, side: "open" });
  }
  return { parameter, edits };
}

/** Catches that end a failure here, not nested in another try that catches. */
function outermostSwallowingCatches(root: TSESTree.Node): TSESTree.CatchClause[] {
  const found: TSESTree.CatchClause[] = [];
  walk(root, (node) => {
    if (node !== root && (isFunction(node) || node.type === "ClassBody")) return false;
    // An error inside a loop's try usually concerns one item; only a catch that ends the whole work fails the span.
    if (/^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) return false;
    if (node.type !== "TryStatement" || node.handler === null) return undefined;
    if (swallows(node.handler)) found.push(node.handler);
    return false;
  });
  return found;
}

function swallows(handler: TSESTree.CatchClause): boolean {
  const last = handler.body.body.at(-1);
  return last?.type !== "ThrowStatement" && !setsStatus(handler);
}

function setsStatus(handler: TSESTree.CatchClause): boolean {
  let found = false;
  walkOwn(handler, (node) => {
    if (node.type === "CallExpression" && memberPath(node.callee)?.at(-1) === "setStatus") found = true;
  });
  return found;
}

/** `if (isAbortError(error)) { …; return; }`: cancelling is no failure, so the status comes behind it. */
function isExpectedErrorExit(statement: TSESTree.Statement): boolean {
  if (statement.type !== "IfStatement" || statement.alternate != null) return false;
  let expected = false;
  walkOwn(statement.test, (node) => {
    const text = node.type === "Identifier" ? node.name : node.type === "Literal" ? String(node.value) : "";
    if (/abort|cancel/i.test(text)) expected = true;
  });
  const last =
    statement.consequent.type === "BlockStatement" ? statement.consequent.body.at(-1) : statement.consequent;
  return expected && (last?.type === "ReturnStatement" || last?.type === "ThrowStatement");
}

/** `span`, or another name where the code inside uses that one. */
function freeParameter(file: SpanFile, root: TSESTree.Node): string {
  const text = file.text.slice(root.range[0], root.range[1]);
  for (const name of ["span", "activeSpan", "sentrySpan"])
    if (!new RegExp(`\\b${name}\\b`).test(text)) return name;
  return "tracedSpan";
}
