import type { FileStyle } from "./style.ts";

/** A value in a span's attributes: text that is emitted as it stands. Planners make sure that evaluating it cannot throw. */
export type AttributeValue =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "expression"; readonly text: string };

/** What a span is started with. */
export interface SpanOptions {
  readonly name: string;
  readonly op: string;
  readonly attributes: readonly (readonly [key: string, value: AttributeValue])[];
}

export function literal(value: string | number | boolean): AttributeValue {
  return { kind: "literal", value };
}

export function expression(text: string): AttributeValue {
  return { kind: "expression", text };
}

/** A string literal in the file's quotes. */
export function quoted(value: string, style: FileStyle): string {
  const escaped = value
    .replace(/\\/g, "\\\\")
    .replace(/\n/g, "\\n")
    .replaceAll(style.quote, `\\${style.quote}`);
  return style.quote + escaped + style.quote;
}

function printValue(value: AttributeValue, style: FileStyle): string {
  if (value.kind === "expression") return value.text;
  return typeof value.value === "string" ? quoted(value.value, style) : String(value.value);
}

function printEntries(options: SpanOptions, style: FileStyle): { flat: string[]; attributes: string[] } {
  const attributes = options.attributes.map(([key, value]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, style);
    return `${name}: ${printValue(value, style)}`;
  });
  return { flat: [`name: ${quoted(options.name, style)}`, `op: ${quoted(options.op, style)}`], attributes };
}

/** `{ name: "…", op: "…" }` on one line. */
export function printOptionsFlat(options: SpanOptions, style: FileStyle): string {
  const { flat, attributes } = printEntries(options, style);
  const [open, close] = style.bracketSpacing ? ["{ ", " }"] : ["{", "}"];
  const all =
    attributes.length === 0 ? flat : [...flat, `attributes: ${open}${attributes.join(", ")}${close}`];
  return open + all.join(", ") + close;
}

/** The same over several lines; the first line carries no indentation, the others are relative to `indent`. */
export function printOptionsBroken(options: SpanOptions, style: FileStyle, indent: string): string {
  const { flat, attributes } = printEntries(options, style);
  const comma = style.trailingCommas ? "," : "";
  const inner = indent + style.unit;
  const lines = flat.map((entry) => inner + entry);
  if (attributes.length > 0) {
    const [open, close] = style.bracketSpacing ? ["{ ", " }"] : ["{", "}"];
    const one = `${inner}attributes: ${open}${attributes.join(", ")}${close}`;
    if (one.length + 1 <= style.width) lines.push(one);
    else {
      const nested = attributes.map((entry) => inner + style.unit + entry).join(",\n") + comma;
      lines.push(`${inner}attributes: {\n${nested}\n${inner}}`);
    }
  }
  return `{\n${lines.join(",\n")}${comma}\n${indent}}`;
}

/** One line where it fits into `room` characters, several otherwise. */
export function printOptions(options: SpanOptions, style: FileStyle, indent: string, room: number): string {
  const flat = printOptionsFlat(options, style);
  return flat.length <= room ? flat : printOptionsBroken(options, style, indent);
}
