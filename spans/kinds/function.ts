import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, matchesSymbol, type FunctionNode } from "../ast.ts";
import { configAttributes } from "../attributes.ts";
import { calleeName, findNamedAround, matchesCallee } from "../carry/callee.ts";
import { testTypes } from "../carry/condition.ts";
import { findMessage } from "../carry/message.ts";
import type { FunctionEntry, SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { patternNames } from "../flow.ts";
import { wrapBody, type BodyStart } from "../forms/body.ts";
import { wrapOperand } from "../forms/operand.ts";
import { wrapStatement } from "../forms/statement.ts";
import { refuseCall, useOf } from "../function/call-use.ts";
import { fallsThrough, findWork, matchesCase } from "../function/case-statement.ts";
import { isNamedHere } from "../function/named-here.ts";
import { callOf, findBodySpan, findCallSpan, findStatementSpan } from "../function/written.ts";
import { defineKind } from "../kind.ts";
import { calleeSpanName, functionSpanName, symbolsOf } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
import type { SpanOptions } from "../options.ts";
import { skip, type Outcome, type Skip } from "../outcome.ts";
import { matchesPath } from "../paths.ts";
import { helperCallee } from "../sentry.ts";
import type { FunctionBodySite, FunctionCallSite, FunctionSite, FunctionStatementSite } from "../site.ts";

/** Functions, their calls, and single statements that the config names. */
export const functionKind = defineKind<"function">({
  kind: "function",
  codemod: "wrap-functions",
  anchors: namesOf,
  nodeTypes: [
    "FunctionDeclaration",
    "FunctionExpression",
    "ArrowFunctionExpression",
    "CallExpression",
    "SwitchCase",
  ],
  canHold: (file) => {
    const { bodies, calls, cases } = entriesFor(file);
    return calls.length + cases.length > 0 || (bodies.length > 0 && isNamedHere(file, namesOf));
  },
  detect,
  plan,
});

function namesOf({ functions = [] }: SpanwrightConfig): string[] {
  return functions.map((entry) => (entry.function.split(".").at(-1) ?? entry.function).replace("#", ""));
}

function detect(node: TSESTree.Node, file: SpanFile): FunctionSite | undefined {
  const { bodies, calls, cases } = entriesFor(file);
  if (node.type === "CallExpression") return detectCall(node, calls);
  if (node.type === "SwitchCase") return detectCase(node, cases, file);
  return isFunction(node) && bodies.length > 0 ? detectFunction(node, bodies, file) : undefined;
}

interface FileEntries {
  readonly bodies: readonly FunctionEntry[];
  readonly calls: readonly FunctionEntry[];
  readonly cases: readonly FunctionEntry[];
}

type Entered = Pick<SpanFile, "path" | "config">;

const entriesOf = new WeakMap<Entered, FileEntries>();

/** The entries that are about a file, by the kind of node that they name. */
function entriesFor(file: Entered): FileEntries {
  const known = entriesOf.get(file);
  if (known !== undefined) return known;
  const all = (file.config.functions ?? []).filter((entry) => matchesPath(file.path, entry.file));
  const isCall = ({ span }: FunctionEntry): boolean => span === "call";
  const isCase = (entry: FunctionEntry): boolean => entry.span === "statement" && entry.case !== undefined;
  const entries = {
    bodies: all.filter((entry) => !isCall(entry) && !isCase(entry)),
    calls: all.filter(isCall),
    cases: all.filter(isCase),
  };
  entriesOf.set(file, entries);
  return entries;
}

function detectFunction(
  node: FunctionNode,
  entries: readonly FunctionEntry[],
  file: SpanFile,
): FunctionBodySite | FunctionStatementSite | undefined {
  // A generator needs another form: the provider kind has it.
  const symbols = node.generator ? [] : symbolsOf(node);
  if (symbols.length === 0) return undefined;
  const entry = entries.find(
    (one) => symbols.some((symbol) => matchesSymbol(symbol, one.function)) && isInside(node, one),
  );
  if (entry === undefined) return undefined;
  if (entry.span !== "statement") return { kind: "function", form: "body", node, entry };
  const work = node.body.type === "BlockStatement" ? findWork(file, node.body.body) : undefined;
  return { kind: "function", form: "statement", node: work ?? node, entry };
}

function detectCall(
  node: TSESTree.CallExpression,
  entries: readonly FunctionEntry[],
): FunctionCallSite | undefined {
  const entry = entries.find((one) => matchesCallee(node, one.function) && isInside(node, one));
  return entry === undefined ? undefined : { kind: "function", form: "call", node, entry };
}

function detectCase(
  node: TSESTree.SwitchCase,
  entries: readonly FunctionEntry[],
  file: SpanFile,
): FunctionStatementSite | undefined {
  const entry = entries.find(
    (one) =>
      matchesCase(node, one.case ?? "") &&
      findNamedAround(node, one.function) !== undefined &&
      isInside(node, one),
  );
  if (entry === undefined) return undefined;
  const work = fallsThrough(node) ? undefined : findWork(file, node.consequent);
  return { kind: "function", form: "statement", node: work ?? node, entry };
}

function isInside(node: TSESTree.Node, entry: FunctionEntry): boolean {
  return entry.in === undefined || findNamedAround(node, entry.in) !== undefined;
}

function plan(site: FunctionSite, file: SpanFile): Outcome {
  switch (site.form) {
    case "body":
      return planBody(site, file);
    case "call":
      return planCall(file, site.node, site.entry, calleeSpanName(file, site.node));
    case "statement":
      return planStatement(site, file);
  }
}

function planBody({ node, entry }: FunctionBodySite, file: SpanFile): Outcome {
  const written = findBodySpan(file, node);
  if (written !== undefined)
    return written.isWhole ? { ...written, kind: "already" } : skip("already-traced", written.name);
  const options = optionsOf(file, entry, functionSpanName(file, node), node, node.body);
  if ("kind" in options) return options;
  const start = entry.types === undefined ? undefined : conditionalStart(file, node, entry, entry.types);
  return start !== undefined && "kind" in start ? start : wrapBody(file, node, options, start);
}

function conditionalStart(
  file: SpanFile,
  node: FunctionNode,
  entry: FunctionEntry,
  types: readonly string[],
): BodyStart | Skip {
  const names = node.params.flatMap((parameter) => (parameter.type === "Identifier" ? [parameter.name] : []));
  const name =
    entry.message ??
    names.find((one) => /event|message|msg|command|job|task|payload|update/i.test(one)) ??
    names[0];
  const isParameter = node.params.flatMap(patternNames).includes(name ?? "");
  const [reference] =
    isParameter && name !== undefined ? (findVariable(file, node, name)?.references ?? []) : [];
  if (reference === undefined) return skip("message-not-found", entry.message);
  const test = testTypes(file, types, reference.identifier, node);
  if (test.kind !== "condition") return skip("types-not-applicable");
  const callee = helperCallee(file, node.body, "startSpanIf");
  return typeof callee === "string" ? skip(callee) : { callee, leading: [test.text], isOptional: true };
}

function planStatement({ node, entry }: FunctionStatementSite, file: SpanFile): Outcome {
  if (isFunction(node) || node.type === "SwitchCase") return skip("no-single-statement", entry.case);
  const written = findStatementSpan(file, node);
  if (written !== undefined) return { ...written, kind: "already" };
  const label = entry.case === undefined ? "" : ` ${entry.case}`;
  const fallback = `${entry.function.split(".").slice(-2).join(".")}${label}`;
  const call = callOf(node);
  if (call !== undefined) return planCall(file, call, entry, fallback);
  const options = optionsOf(file, entry, fallback, node, node);
  return "kind" in options ? options : wrapStatement(file, node, options);
}

function planCall(
  file: SpanFile,
  node: TSESTree.CallExpression,
  entry: FunctionEntry,
  fallback: string | undefined,
): Outcome {
  const written = findCallSpan(file, node);
  if (written !== undefined) return { ...written, kind: "already" };
  const use = useOf(node);
  const reason = refuseCall(file, node, use);
  if (reason !== undefined) return skip(reason);
  const options = optionsOf(file, entry, fallback, node, node);
  if ("kind" in options) return options;
  const start = entry.types === undefined ? undefined : conditionOf(file, node, entry, entry.types);
  if (start !== undefined && "kind" in start) return start;
  const outcome = wrapOperand(file, node, { options, ...start });
  const dispatches = use === "statement" && (entry.dispatch ?? isDispatcher(node));
  return outcome.kind === "plan" && dispatches ? { ...outcome, note: "dispatch-only" } : outcome;
}

function conditionOf(
  file: SpanFile,
  node: TSESTree.CallExpression,
  entry: FunctionEntry,
  types: readonly string[],
): Pick<BodyStart, "callee" | "leading"> | Skip {
  const message = findMessage(file, node, entry.message);
  if (message === undefined) return skip("message-not-found", entry.message);
  const test = testTypes(file, types, message.node, node);
  if (test.kind !== "condition") return skip("types-not-applicable");
  const callee = helperCallee(file, node, "startSpanIf");
  return typeof callee === "string" ? skip(callee) : { callee, leading: [test.text] };
}

/** Calls its subscribers and does not wait for them: `emitter.emit`, `publishEvent`, `notifyClients`. */
function isDispatcher(node: TSESTree.CallExpression): boolean {
  return /^(?:emit|publish|dispatch|notify|broadcast|trigger)(?![a-z])/.test(calleeName(node));
}

function optionsOf(
  file: SpanFile,
  entry: FunctionEntry,
  fallback: string | undefined,
  at: TSESTree.Node,
  inside: TSESTree.Node,
): SpanOptions | Skip {
  const name = entry.name ?? fallback;
  if (name === undefined) return skip("ambiguous-name");
  const attributes = configAttributes(file, at, inside, entry.attributes);
  return "kind" in attributes
    ? attributes
    : withHouseNames(file, { name, op: entry.op ?? "function", attributes }, entry.name);
}
