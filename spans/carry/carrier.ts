import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import type { SkipReason } from "../reason.ts";
import { quoted } from "../options.ts";
import { helperCallee, type ImportNeed } from "../sentry.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { typeList, type TypeTest } from "./condition.ts";
import type { Payload } from "./payload.ts";

/** `withTraceCarrier(` … `)` around a message. */
export interface Carrier {
  readonly needs: readonly ImportNeed[];
  /** How much longer the message's line gets, in characters, when all is on that line. */
  readonly growth: number;
  /** On the message's line. */
  readonly flat: readonly PlannedEdit[];
  /** With the list of types over several lines. @param indent - of the line that the message will stand on. */
  broken(indent: string): readonly PlannedEdit[];
}

/** @returns the reason why the helper cannot be called there; `undefined` for a message that carries a trace already. */
export function carrierOf(
  file: SpanFile,
  { message, isCarried }: Payload,
  test: TypeTest,
  types: readonly string[] | undefined,
): Carrier | SkipReason | undefined {
  if (isCarried) return undefined;
  const callee = helperCallee(file, message, "withTraceCarrier");
  if (typeof callee === "string") return callee;
  const listed = test.kind === "condition" ? types : undefined;
  const open: PlannedEdit = {
    range: [message.range[0], message.range[0]],
    text: `${callee.text}(`,
    side: "open",
  };
  const close = (list: string): PlannedEdit => ({
    range: [message.range[1], message.range[1]],
    text: `${list})`,
    side: "close",
  });
  const list = listed === undefined ? "" : `, ${typeList(file, listed)}`;
  return {
    needs: callee.needs,
    growth: callee.text.length + list.length + 2,
    flat: [open, close(list)],
    broken(indent) {
      if (listed === undefined) return [open, close("")];
      const style = styleOf(file);
      const eol = lineEndAt(file.text, message.range[0]);
      const items = listed.map((type, index) => {
        const comma = index < listed.length - 1 || style.trailingCommas ? "," : "";
        return `${eol}${indent}${style.unit}${quoted(type, style)}${comma}`;
      });
      return [open, close(`, [${items.join("")}${eol}${indent}]`)];
    },
  };
}

/** On one line where the message's own line has room, moved right by `shift`. */
export function carrierInPlace(
  file: SpanFile,
  { message }: Payload,
  carrier: Carrier,
  shift: string,
): readonly PlannedEdit[] {
  const start = file.text.lastIndexOf("\n", message.range[0] - 1) + 1;
  const end = file.text.slice(start).search(/\r?\n|$/) + start;
  const length = shift.length + end - start + carrier.growth;
  if (length <= styleOf(file).width) return carrier.flat;
  return carrier.broken(lineIndent(file.text, message.range[0]) + shift);
}
