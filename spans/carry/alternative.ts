import type { TSESTree } from "@typescript-eslint/types";
import { contains, findStatement } from "../ast.ts";
import { textOf, type SpanFile } from "../file.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import { lineIndent, styleOf } from "../style.ts";

/**
 * Puts a test of the message's type in front of a wrapped call: `(listed ? withIncomingTrace(…, () => handle(m)) : handle(m))`. The call
 * is written twice, so it has to be a short one.
 */
export function withAlternative(
  file: SpanFile,
  call: TSESTree.CallExpression,
  plan: SpanPlan,
  test: string,
): SpanPlan | Skip {
  const operand = textOf(file, call);
  const hasComment = file.comments.some(({ range }) => contains(call.range, range));
  const edits = plan.group.edits;
  const [open, close] = edits.slice(-2);
  const isPlain =
    edits.length === 2 && call.arguments.every(({ type }) => type !== "ArrowFunctionExpression");
  if (operand.includes("\n") || hasComment || !isPlain || open === undefined || close === undefined)
    return skip("types-not-applicable", operand.split("\n")[0]?.slice(0, 60));
  const { unit, semicolons } = styleOf(file);
  // A statement that begins with a parenthesis or a bracket goes on from the line before, where no semicolon ends that.
  if (!semicolons && findStatement(call)?.range[0] === call.range[0])
    return skip("types-not-applicable", operand.slice(0, 60));
  const indent = lineIndent(file.text, call.range[0]);
  const eol = open.text.includes("\r\n") ? "\r\n" : "\n";
  const standsAlone = /^(?:ExpressionStatement|ReturnStatement|VariableDeclarator)$/.test(call.parent.type);
  const [left, right] = standsAlone ? ["", ""] : ["(", ")"];
  // The wrapped call stands two levels deeper than the line that it was on.
  const deeper = (text: string): string => text.replace(/\n(?=[^\r\n])/g, `\n${unit}${unit}`);
  return {
    ...plan,
    group: {
      ...plan.group,
      edits: [
        { ...open, text: `${left}${test}${eol}${indent}${unit}? ${deeper(open.text)}` },
        { ...close, text: `${deeper(close.text)}${eol}${indent}${unit}: ${operand}${right}` },
      ],
    },
  };
}
