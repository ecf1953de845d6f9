import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, functionName, keyName, type FunctionNode } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { printOptions, printOptionsFlat } from "../options.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import type { SkipReason } from "../reason.ts";
import { helperCallee } from "../sentry.ts";
import { lineIndent, styleOf } from "../style.ts";
import { forwardParameters, usesThis } from "./parameters.ts";
import type { StreamWrap } from "./stream.ts";
import { toGroup } from "./wrap.ts";

/**
 * Splits a generator in two: the public one returns the traced generator, a second one behind it, under another name, keeps the body.
 * `startSpan` cannot hold a generator, and an inner `function*` would lose `this` and `super`. A method's second half is private by
 * `#`, because a subclass overrides everything else.
 *
 * @see facts/sentry.md section 9, facts/real-code.md: 3 + 5 generators this way gave no new type error, tests unchanged.
 */
export function delegateGenerator(file: SpanFile, node: FunctionNode, wrap: StreamWrap): SpanPlan | Skip {
  const place = findPlace(file, node);
  if (typeof place === "string") return skip(place, functionName(node));
  const comment = file.comments.find(
    ({ range }) => range[0] >= place.head[0] && range[1] <= place.body.range[0],
  );
  if (comment !== undefined) return skip("comment-in-signature", comment.value.trim());
  const forwarding = forwardParameters(file, node);
  if ("refused" in forwarding) return skip("parameter-not-forwardable", forwarding.refused);
  const callee = helperCallee(file, place.body, node.async ? "traceAsyncGenerator" : "traceGenerator");
  if (typeof callee === "string") return skip(callee);

  const { text } = file;
  const { args, typeArguments } = forwarding;
  const binding = place.isMethod || !usesThis(node) ? "" : "this";
  const target =
    binding === ""
      ? `${place.reference}${typeArguments}(${args})`
      : `${place.reference}.call(${[binding, args].filter(Boolean).join(", ")})`;
  const base = lineIndent(text, place.head[0]);
  const inner = base + styleOf(file).unit;
  const statement = printReturn(file, inner, callee.text, wrap, `() => ${target}`);
  const signature = text.slice(place.name[1], place.body.range[0]);
  const second = `${text.slice(...place.head)}${place.declared}${signature}`;
  const edits: PlannedEdit[] = [
    { range: place.head, text: place.publicHead, side: "replace" },
    {
      range: [place.body.range[0], place.body.range[0]],
      text: `{\n${inner}${statement}\n${base}}\n\n${base}${second}`,
      side: "open",
    },
  ];
  return {
    kind: "plan",
    decision: "wrap",
    name: wrap.options.name,
    op: wrap.options.op,
    group: toGroup(file, node, { edits, range: [place.head[0], node.range[1]] }),
    needs: [...callee.needs, ...(wrap.watch?.needs ?? [])],
  };
}

/** `return helper({ … }, () => inner, watch);`, on one line where it fits, one argument a line otherwise. */
function printReturn(
  file: SpanFile,
  indent: string,
  callee: string,
  wrap: StreamWrap,
  callback: string,
): string {
  const style = styleOf(file);
  const end = style.semicolons ? ";" : "";
  const tail = [callback, ...(wrap.watch === undefined ? [] : [wrap.watch.text])];
  const flat = `return ${callee}(${[printOptionsFlat(wrap.options, style), ...tail].join(", ")})${end}`;
  if (indent.length + flat.length <= style.width) return flat;
  const inner = indent + style.unit;
  const options = printOptions(wrap.options, style, inner, style.width - inner.length - 1);
  const args = [options, ...tail].map((argument) => inner + argument).join(",\n");
  return `return ${callee}(\n${args}${style.argumentCommas ? "," : ""}\n${indent})${end}`;
}

/** Where the two halves stand and what they are called. */
interface Place {
  readonly body: TSESTree.BlockStatement;
  readonly isMethod: boolean;
  /** `async *` of a method, `async function* ` of a function: what the public half loses. */
  readonly head: Range;
  readonly publicHead: string;
  readonly name: Range;
  /** The second half's name where it is declared, and how the first one reaches it. */
  readonly declared: string;
  readonly reference: string;
}

function findPlace(file: SpanFile, node: FunctionNode): Place | SkipReason {
  const { parent } = node;
  if (node.body.type !== "BlockStatement") return "generator-in-expression";
  if (node.type === "FunctionDeclaration") {
    if (node.id === null) return "generator-in-expression";
    const declared = freeName(file, node, node.id.name);
    const head: Range = [node.range[0], node.id.range[0]];
    return {
      body: node.body,
      isMethod: false,
      head,
      publicHead: "function ",
      name: node.id.range,
      declared,
      reference: declared,
    };
  }
  if (parent?.type !== "MethodDefinition") return "generator-in-expression";
  const name = parent.computed ? undefined : keyName(parent.key, false);
  if (name === undefined || !/^#?[\w$]+$/.test(name)) return "generator-in-expression";
  if (parent.static) return "static-generator";
  const declared = freePrivateName(file, node, name.replace(/^#/, ""));
  return {
    body: node.body,
    isMethod: true,
    head: methodHead(file, parent),
    publicHead: "",
    name: parent.key.range,
    declared,
    reference: `this.${declared}`,
  };
}

/** `async *` before a method's name: behind its decorators and modifiers, which stay with the public half. */
function methodHead(file: SpanFile, method: TSESTree.MethodDefinition): Range {
  const from = method.range[0];
  const to = method.key.range[0];
  const bare = file.comments
    .filter(({ range }) => from <= range[0] && range[1] <= to)
    .reduce(
      (text, { range: [start, end] }) =>
        text.slice(0, start - from) + " ".repeat(end - start) + text.slice(end - from),
      file.text.slice(from, to),
    );
  const stars = /(?:\basync\s*)?\*\s*$/.exec(bare);
  if (stars === null) throw new Error(`${file.path}: no generator at ${String(to)}`);
  return [from + stars.index, to];
}

/** `runUntraced`, numbered where the file has that name. */
function freeName(file: SpanFile, node: FunctionNode, name: string): string {
  const isTaken = (candidate: string): boolean =>
    findVariable(file, node, candidate) !== undefined || hasWord(file.text, candidate);
  return firstFree(`${name}Untraced`, isTaken);
}

/**
 * `#runUntraced`. A private name of an outer class would be hidden, so the outermost class counts; not the file, or what a site is
 * called would depend on whether its neighbours in other classes were changed before.
 */
function freePrivateName(file: SpanFile, node: FunctionNode, name: string): string {
  let outermost: TSESTree.Node = node;
  for (let at: TSESTree.Node | undefined = node; at != null; at = at.parent)
    if (at.type === "ClassBody") outermost = at;
  const text = file.text.slice(...outermost.range);
  return firstFree(`#${name}Untraced`, (candidate) => hasWord(text, candidate));
}

function firstFree(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : name + String(number);
    if (!isTaken(candidate)) return candidate;
  }
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w$#])${word.replaceAll("$", "\\$")}(?![\\w$])`).test(text);
}
