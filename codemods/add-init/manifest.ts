import type { TSESTree } from "@typescript-eslint/types";
import { applyEdits, type TextEdit } from "../../spans/index.ts";
import { findProperty } from "../../spans/repairs/property.ts";
import { parse } from "../engine/parse.ts";

/** A package.json with the places of its values, so that one can be changed without touching the rest. */
export interface Manifest {
  readonly text: string;
  readonly object: TSESTree.ObjectExpression;
}

/** Reads a package.json as the literal that it is; `undefined` where it is none. */
export function readManifest(text: string): Manifest | undefined {
  const parsed = parse("package.js", `(${text})`);
  if (parsed.kind === "syntax-error") return undefined;
  const [statement] = parsed.program.body;
  return statement?.type === "ExpressionStatement" && statement.expression.type === "ObjectExpression"
    ? { text, object: statement.expression }
    : undefined;
}

export function stringAt({ object }: Manifest, key: string): string | undefined {
  const value = findProperty(object, key)?.value;
  return value?.type === "Literal" && typeof value.value === "string" ? value.value : undefined;
}

/** Name -> text and place of each string in an object of the manifest (`scripts`, `dependencies`). */
export function stringsIn(
  { object }: Manifest,
  key: string,
): ReadonlyMap<string, { readonly text: string; readonly offset: number }> {
  const value = findProperty(object, key)?.value;
  const found = new Map<string, { text: string; offset: number }>();
  if (value?.type !== "ObjectExpression") return found;
  for (const property of value.properties) {
    if (property.type !== "Property" || property.key.type !== "Literal" || property.value.type !== "Literal")
      continue;
    if (typeof property.value.value !== "string") continue;
    // The parenthesis before the text, and the quote of the value.
    found.set(String(property.key.value), { text: property.value.value, offset: property.value.range[0] });
  }
  return found;
}

/** The edit that adds a dependency at its place in the alphabet, in the manifest's layout. */
export function addDependency(manifest: Manifest, name: string, version: string): TextEdit {
  const { object, text } = manifest;
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(version)}`;
  const list = findProperty(object, "dependencies")?.value;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const unit = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  if (list?.type !== "ObjectExpression") {
    const at = (object.properties.at(-1)?.range[1] ?? 2) - 1;
    return insert(
      at,
      `,${newline}${unit}"dependencies": {${newline}${unit}${unit}${entry}${newline}${unit}}`,
    );
  }
  const next = list.properties.find(
    (one) => one.type === "Property" && one.key.type === "Literal" && String(one.key.value) > name,
  );
  if (next !== undefined) {
    const at = next.range[0] - 1;
    return insert(at, `${entry},${leadOf(text, at) ?? " "}`);
  }
  const last = list.properties.at(-1);
  if (last === undefined) {
    const at = list.range[0];
    return insert(at, `${newline}${unit}${unit}${entry}${newline}${unit}`);
  }
  return insert(last.range[1] - 1, `,${leadOf(text, last.range[0] - 1) ?? " "}${entry}`);
}

/** The line end and white space in front of an offset. */
function leadOf(text: string, offset: number): string | undefined {
  return /\r?\n[ \t]*$/.exec(text.slice(0, offset))?.[0];
}

function insert(offset: number, text: string): TextEdit {
  return { range: [offset, offset], text };
}

/** The text with some edits in, whatever their order. */
export function editManifest({ text }: Manifest, edits: readonly TextEdit[]): string {
  return applyEdits(
    text,
    [...edits].sort((a, b) => a.range[0] - b.range[0]),
  );
}
