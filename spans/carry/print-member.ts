import type { TSESTree } from "@typescript-eslint/types";
import { contains } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { membersOf, type MemberOwner } from "./message-literal.ts";

/** `_sentry?: { trace: string; baggage?: string };` behind the last member, written as the members above it are. */
export function memberEdit(file: SpanFile, owner: MemberOwner): PlannedEdit {
  const members = membersOf(owner);
  const last = members.at(-1);
  const brace = owner.range[1] - 1;
  const eol = lineEndAt(file.text, owner.range[1]);
  const separator = separatorOf(file, members);
  const signature = signatureOf(members, separator);
  const isOneLine = !file.text.slice(owner.range[0], owner.range[1]).includes("\n");
  if (last === undefined && isOneLine)
    return { range: [owner.range[0] + 1, brace], text: ` ${signature} `, side: "replace" };
  if (last === undefined) {
    const indent = lineIndent(file.text, owner.range[0]);
    const at = lastTextBefore(file, owner.range[0] + 1, brace);
    const text = `${eol}${indent}${styleOf(file).unit}${signature}${separator || ";"}`;
    return { range: [at, at], text, side: "open" };
  }
  if (isOneLine && last.range[1] <= brace) {
    const at = trimEnd(file.text, brace);
    const joint = /[;,]$/.test(file.text.slice(last.range[0], at)) ? " " : `${separator || ";"} `;
    const ends = joint === " " ? separator : "";
    return { range: [at, at], text: `${joint}${signature}${ends}`, side: "open" };
  }
  const indent = lineIndent(file.text, last.range[0]);
  const at = lastTextBefore(file, last.range[1], brace);
  // A list whose last member has no separator, while others do, needs none here either: the line end is one.
  return {
    range: [at, at],
    text: `${eol}${indent}${signature}${lastSeparator(file, last, separator)}`,
    side: "open",
  };
}

function signatureOf(members: readonly TSESTree.TypeElement[], separator: string): string {
  const properties = members.filter((member) => member.type === "TSPropertySignature");
  const readonly = properties.length > 0 && properties.every((member) => member.readonly) ? "readonly " : "";
  const inner = separator === "," ? "," : ";";
  return `${readonly}_sentry?: { ${readonly}trace: string${inner} ${readonly}baggage?: string }`;
}

/** What stands between members; the empty string where line ends do it. */
function separatorOf(file: SpanFile, members: readonly TSESTree.TypeElement[]): "" | ";" | "," {
  if (members.length === 0) return styleOf(file).semicolons ? ";" : "";
  const ends = members.map((member) => file.text[member.range[1] - 1]);
  if (ends.includes(";")) return ";";
  return ends.includes(",") ? "," : "";
}

function lastSeparator(file: SpanFile, last: TSESTree.TypeElement, separator: string): string {
  return /[;,]$/.test(file.text.slice(last.range[0], last.range[1])) ? separator : "";
}

/** The end of what stands before a brace, comments behind the last member included. */
function lastTextBefore(file: SpanFile, from: number, brace: number): number {
  const comments = file.comments.filter(({ range }) => contains([from, brace], range));
  return Math.max(from, ...comments.map(({ range }) => range[1]));
}

function trimEnd(text: string, end: number): number {
  let at = end;
  while (/\s/.test(text[at - 1] ?? "")) at -= 1;
  return at;
}
