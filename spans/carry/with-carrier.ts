import type { TSESTree } from "@typescript-eslint/types";
import { contains } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import type { SpanPlan } from "../outcome.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { carrierInPlace, type Carrier } from "./carrier.ts";
import type { Payload } from "./payload.ts";

/** Puts the carrier into an operand that `wrapOperand` has laid out; a line that grows too long is broken behind the arrow. */
export function withCarrier(
  file: SpanFile,
  node: TSESTree.Expression,
  plan: SpanPlan,
  payload: Payload,
  carrier: Carrier,
): SpanPlan {
  const before = plan.group.edits.slice(0, -2);
  const [open, close] = plan.group.edits.slice(-2);
  if (open === undefined || close === undefined)
    throw new Error(`${file.path}: a wrap without its two edits`);
  const operand = file.text.slice(node.range[0], node.range[1]);
  const isInside = contains(node.range, payload.message.range);
  const laid =
    isInside && !operand.includes("\n")
      ? layOut(file, node, open, close, carrier)
      : [open, ...carrierInPlace(file, payload, carrier, isInside ? shiftOf(file, open) : ""), close];
  return {
    ...plan,
    group: { ...plan.group, edits: [...before, ...laid] },
    needs: [...plan.needs, ...carrier.needs],
  };
}

/** How far an operand of several lines moves right. */
function shiftOf(file: SpanFile, open: PlannedEdit): string {
  const { unit } = styleOf(file);
  if (file.config.indent === "keep") return "";
  return open.text.includes("\n") ? unit.repeat(open.text.trimEnd().split("\n").length > 1 ? 2 : 1) : "";
}

function layOut(
  file: SpanFile,
  node: TSESTree.Expression,
  open: PlannedEdit,
  close: PlannedEdit,
  carrier: Carrier,
): readonly PlannedEdit[] {
  const style = styleOf(file);
  const length = node.range[1] - node.range[0] + carrier.growth;
  const lineStart = file.text.lastIndexOf("\n", node.range[0] - 1) + 1;
  const lineEnd = /\r?\n|$/.exec(file.text.slice(node.range[1]))?.index ?? 0;
  const indent = lineIndent(file.text, node.range[0]);
  const eol = lineEndAt(file.text, node.range[0]);
  const lastLine = open.text.slice(open.text.lastIndexOf("\n") + 1);
  if (lastLine.trim() === "") {
    // The arrow is followed by a line end already.
    const fits = lastLine.length + length + 1 <= style.width;
    return [open, ...(fits ? carrier.flat : carrier.broken(lastLine)), close];
  }
  const isFlat = !open.text.includes("\n");
  const head = isFlat ? node.range[0] - lineStart + open.text.length : lastLine.length;
  const tail = isFlat ? close.text.length + lineEnd : 1;
  if (head + length + tail <= style.width) return [open, ...carrier.flat, close];
  const deeper = indent + style.unit + (isFlat ? "" : style.unit);
  const edits = deeper.length + length + 1 <= style.width ? carrier.flat : carrier.broken(deeper);
  return [
    { ...open, text: `${open.text.trimEnd()}${eol}${deeper}` },
    ...edits,
    isFlat ? { ...close, text: `${style.argumentCommas ? "," : ""}${eol}${indent})` } : close,
  ];
}
