import type { TSESTree } from "@typescript-eslint/types";
import { answersIn, serverErrorWords } from "../answers.ts";
import { findEnclosingFunction, isFunction, keyName, memberPath } from "../ast.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import { findDefinition } from "../definition.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";
import { importBindings } from "../imports.ts";
import { findProperty } from "../repairs/property.ts";
import { insertBeforeStatement } from "../repairs/insert-before.ts";
import { insertAt, repairOf } from "../repairs/replace.ts";
import { sentryCallee } from "../sentry.ts";
import { pointEdit, withLineEnds } from "../status.ts";
import { alwaysThrows, calleeName, type FailurePoint } from "../swallow.ts";
import { findFailingBranches } from "../handlers/failing-branches.ts";
import { findDecidedAnswer } from "../handlers/decided-answer.ts";

export interface HandlerErrorCaptureOptions {
  /** Error classes that are no failure, beside those of the config. */
  readonly expectedErrors: readonly string[];
}

type Message = "answered" | "replaced" | "procedure" | "undecided" | "capture";
type Problem = SpanProblem<Message>;

/** A catch clause, or the inline handler of a `.catch`. */
interface Handler {
  readonly node: TSESTree.Node;
  readonly block: TSESTree.BlockStatement;
  readonly parameter: TSESTree.Node | null | undefined;
}

/**
 * Errors that a request handler answers with 5xx and that nobody captures: the SDK sees those that leave the handler, no others.
 *
 * @see facts: real-code, route handlers; sentry 1.2
 */
export const handlerErrorCapture = defineCheck<"handler-error-capture", Message, HandlerErrorCaptureOptions>({
  name: "handler-error-capture",
  codemod: "wrap-handlers",
  messages: {
    answered: "This answers with a server error, and the error itself never reaches Sentry; capture it.",
    replaced:
      "The SDK takes this exception for an answer and leaves it out, so the error is lost; capture it.",
    procedure:
      "The error is lost behind this TRPCError. Hand it on as its cause, and let 'Sentry.trpcMiddleware' capture it.",
    undecided:
      "This may answer with a server error, and the error itself never reaches Sentry; capture it there.",
    capture: "Capture the error.",
  },
  defaultOptions: { expectedErrors: [] },
  anchors: () => ["catch"],
  companion: () => serverErrorWords,
  nodeTypes: ["CatchClause", "CallExpression"],
  detect(node, file, options) {
    const handler = readHandler(node);
    if (handler === undefined || handsOn(handler.block)) return [];
    const rules = { expectedErrors: [...(file.config.expectedErrors ?? []), ...options.expectedErrors] };
    const thrown = thrownAnswer(file, handler.block);
    if (thrown === "procedure") return [{ node: handler.node, message: "procedure" }];
    const points =
      thrown === "replaced" ? [replacedPoint(handler.block)] : findFailingBranches(handler.block, rules);
    const isSwallowed = isInHandler(file, handler) && !alwaysThrows(handler.block);
    if (points.length > 0 && (thrown !== undefined || isSwallowed))
      return [
        withRepair(file, handler, thrown ?? "answered", (call) =>
          points.map((point) => withLineEnds(file, pointEdit(file, point, call))),
        ),
      ];
    return isInHandler(file, handler) ? decidedProblems(file, handler) : [];
  },
});

function readHandler(node: TSESTree.Node): Handler | undefined {
  if (node.type === "CatchClause") return { node, block: node.body, parameter: node.param };
  if (node.type !== "CallExpression" || calleeName(node) !== "catch") return undefined;
  const [inline] = node.arguments;
  if (!isFunction(inline) || inline.body.type !== "BlockStatement") return undefined;
  // One that takes no error has no place for it.
  return inline.params.length === 0
    ? undefined
    : { node: inline, block: inline.body, parameter: inline.params[0] };
}

/** The error is captured, reported or handed on: `next(error)`, `reporter.report(error)`. */
function handsOn(block: TSESTree.BlockStatement): boolean {
  let found = false;
  walkOwn(block, (node) => {
    const name = node.type === "CallExpression" ? (calleeName(node) ?? "") : "";
    if (/capture|report|sentry|notify|^(?:next|reject|onError)$/i.test(name)) found = true;
  });
  return found;
}

/** `throw new HttpException(…, 500)` of Nest and `throw new TRPCError({ code: "INTERNAL_SERVER_ERROR" })`. */
function thrownAnswer(file: SpanFile, block: TSESTree.BlockStatement): "replaced" | "procedure" | undefined {
  const last = block.body.at(-1);
  if (last?.type !== "ThrowStatement" || last.argument.type !== "NewExpression") return undefined;
  const { callee, arguments: values } = last.argument;
  const name = memberPath(callee)?.at(-1) ?? "";
  const isFrom = (module: string): boolean =>
    importBindings(file).some((one) => one.local === name && one.module === module);
  if (isFrom("@trpc/server")) {
    const [options] = values;
    const code = options?.type === "ObjectExpression" ? findProperty(options, "code")?.value : undefined;
    const isServers = code?.type === "Literal" && code.value === "INTERNAL_SERVER_ERROR";
    const hasCause = options?.type === "ObjectExpression" && findProperty(options, "cause") !== undefined;
    return isServers && !hasCause ? "procedure" : undefined;
  }
  if (!isFrom("@nestjs/common")) return undefined;
  if (
    /^(?:InternalServerError|NotImplemented|BadGateway|ServiceUnavailable|GatewayTimeout)Exception$/.test(
      name,
    )
  )
    return "replaced";
  const status = values[1];
  const isServers =
    (status?.type === "Literal" && typeof status.value === "number" && status.value >= 500) ||
    (status?.type === "MemberExpression" &&
      /^(?:INTERNAL_SERVER_ERROR|NOT_IMPLEMENTED|BAD_GATEWAY|SERVICE_UNAVAILABLE|GATEWAY_TIMEOUT)$/.test(
        keyName(status.property, status.computed) ?? "",
      ));
  return name === "HttpException" && isServers ? "replaced" : undefined;
}

/** Behind the branches that throw something else: those blame the client. */
function replacedPoint(block: TSESTree.BlockStatement): FailurePoint {
  const after = block.body.findLast(
    (statement) => statement.type === "IfStatement" && alwaysThrows(statement.consequent),
  );
  return { block, after };
}

/** The answer is given on a parameter of a function around, or it is an object that the function returns. */
function isInHandler(file: SpanFile, { node, block }: Handler): boolean {
  let found = false;
  walkOwn(block, (inner) => {
    if (answersOf(inner) === undefined) return;
    const root = rootOf(inner);
    found ||= root === undefined || findDefinition(file, inner, root)?.kind === "parameter";
  });
  return found && findEnclosingFunction(node) !== undefined;
}

function answersOf(node: TSESTree.Node): TSESTree.Node | undefined {
  const isAnswer = /^(?:Call|New|Assignment|Object)Expression$/.test(node.type);
  return isAnswer && answersIn(node).length > 0 ? node : undefined;
}

/** `res` of `res.status(500).json(…)`; `undefined` for `Response.json(…)` and `{ statusCode: 500 }`. */
function rootOf(node: TSESTree.Node): string | undefined {
  let at: TSESTree.Node = node;
  for (;;) {
    if (at.type === "CallExpression") at = at.callee;
    else if (at.type === "MemberExpression") at = at.object;
    else if (at.type === "AssignmentExpression") at = at.left;
    else break;
  }
  return at.type === "Identifier" && !/Response$/.test(at.name) ? at.name : undefined;
}

/** `const status = error instanceof NotFound ? 404 : 500; res.status(status)`: only the run time knows. */
function decidedProblems(file: SpanFile, handler: Handler): readonly Problem[] {
  const decided = findDecidedAnswer(file, handler.block);
  if (decided === undefined) return [];
  const { statement, status } = decided;
  if (status === undefined) return [{ node: handler.node, message: "undecided" }];
  return [
    withRepair(file, handler, "undecided", (call) =>
      insertBeforeStatement(file, statement, `if (${status} >= 500) ${call}`),
    ),
  ];
}

function withRepair(
  file: SpanFile,
  { node, block, parameter }: Handler,
  message: Message,
  editsFor: (call: string) => readonly PlannedEdit[] | undefined,
): Problem {
  const problem: Problem = { node, message };
  const callee = sentryCallee(file, block, "captureException");
  const name =
    parameter == null ? freeName(file, block) : parameter.type === "Identifier" ? parameter.name : undefined;
  if (typeof callee === "string" || name === undefined) return problem;
  const edits = editsFor(`${callee.text}(${name})`);
  if (edits === undefined) return problem;
  const all = parameter == null ? [insertAt(block.range[0], `(${name}) `), ...edits] : edits;
  return { ...problem, repair: { ...repairOf(all, callee.needs), message: "capture" } };
}

/** A name for the caught error that nothing in the clause means something else by. */
function freeName(file: SpanFile, block: TSESTree.BlockStatement): string | undefined {
  return ["error", "err", "cause"].find(
    (name) => !new RegExp(`(?<![\\w$.])${name}(?![\\w$]|\\s*:)`).test(file.text.slice(...block.range)),
  );
}
