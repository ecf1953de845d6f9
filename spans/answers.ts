import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, memberPath, skipWrappers } from "./ast.ts";
import { walkOwn } from "./flow.ts";
import { findProperty } from "./repairs/property.ts";

/** The status of an HTTP answer: its number, or `dynamic` where only the run time knows it. */
export type AnswerStatus = number | "dynamic";

const NAMED: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNPROCESSABLE_ENTITY: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
  GATEWAY_TIMEOUT: 504,
};

/**
 * Reads an HTTP answer by its shape: `res.status(500)`, `reply.code(500)`, `res.sendStatus(500)`, `res.writeHead(500)`,
 * `Response.json(x, { status: 500 })`, `new Response(x, { status: 500 })`, `c.json(x, 500)`, `ctx.status = 500`, and
 * `{ statusCode: 500, body }`.
 *
 * @returns `undefined` for what is no answer, or none with a status.
 */
export function readAnswer(node: TSESTree.Node): AnswerStatus | undefined {
  switch (node.type) {
    case "CallExpression":
      return statusOfCall(node);
    case "NewExpression":
      return /Response$/.test(memberPath(node.callee)?.at(-1) ?? "")
        ? statusOfInit(node.arguments[1])
        : undefined;
    case "AssignmentExpression": {
      const name = node.left.type === "MemberExpression" ? memberPath(node.left) : undefined;
      if (name?.length !== 2 || !/^(?:status|statusCode)$/.test(name[1] ?? "")) return undefined;
      return /^(?:ctx|context|res|response|reply|set|c)$/.test(name[0] ?? "")
        ? valueOf(node.right)
        : undefined;
    }
    case "ObjectExpression": {
      const status = findProperty(node, "statusCode");
      const isAnswer =
        findProperty(node, "body") !== undefined || findProperty(node, "headers") !== undefined;
      return status === undefined || !isAnswer ? undefined : valueOf(status.value);
    }
    default:
      return undefined;
  }
}

/** The answers that the code of a node gives, nested functions left out. */
export function answersIn(root: TSESTree.Node): readonly AnswerStatus[] {
  const found: AnswerStatus[] = [];
  walkOwn(root, (node) => {
    const status = readAnswer(node);
    if (status !== undefined) found.push(status);
  });
  return found;
}

/** Finds how a status is written that blames the server; code without any of it gives no such answer. */
export const serverErrorWords = new RegExp(
  `(?<![\\w$])(?:[5-9]\\d\\d|${Object.entries(NAMED)
    .filter(([, status]) => status >= 500)
    .map(([name]) => name)
    .join("|")})(?![\\w$])`,
);

/** An answer that blames the server. */
export function isFailure(status: AnswerStatus): boolean {
  return status !== "dynamic" && status >= 500;
}

function statusOfCall(call: TSESTree.CallExpression): AnswerStatus | undefined {
  const { callee } = call;
  if (callee.type !== "MemberExpression") return undefined;
  const [first, second] = call.arguments;
  const isPlain = callee.object.type === "Identifier" || callee.object.type === "MemberExpression";
  switch (memberName(callee)) {
    case "status":
    case "code":
      return isPlain && call.arguments.length === 1 && first !== undefined ? statusValue(first) : undefined;
    case "sendStatus":
    case "writeHead":
      return isPlain && first !== undefined ? statusValue(first) : undefined;
    case "json": {
      const owner = memberPath(callee.object)?.at(-1) ?? "";
      if (/Response$/.test(owner)) return statusOfInit(second);
      return isPlain && second !== undefined ? statusOrInit(second) : undefined;
    }
    case "text":
    case "html":
    case "body":
      return isPlain && second !== undefined ? statusOrInit(second) : undefined;
    default:
      return undefined;
  }
}

function statusOrInit(node: TSESTree.Node): AnswerStatus | undefined {
  return skipWrappers(node).type === "ObjectExpression" ? statusOfInit(node) : statusValue(node);
}

/** `{ status: 500 }`; without a status it is 200. */
function statusOfInit(node: TSESTree.Node | undefined): AnswerStatus | undefined {
  const init = node === undefined ? undefined : skipWrappers(node);
  if (init?.type !== "ObjectExpression") return undefined;
  const status = findProperty(init, "status");
  return status === undefined ? undefined : valueOf(status.value);
}

/** A number of three digits, or something that is named like a status; anything else says that this is no answer. */
function statusValue(node: TSESTree.Node): AnswerStatus | undefined {
  const value = valueOf(node);
  if (value !== "dynamic") return value >= 100 && value < 600 ? value : undefined;
  return namesStatus(skipWrappers(node)) ? value : undefined;
}

function namesStatus(node: TSESTree.Node): boolean {
  let found = false;
  walkOwn(node, (inner) => {
    const isName = inner.type === "Identifier" && /status|code/i.test(inner.name);
    if (isName || (inner.type === "Literal" && isHttpNumber(inner.value))) found = true;
  });
  return found;
}

function isHttpNumber(value: unknown): boolean {
  return typeof value === "number" && value >= 400 && value < 600;
}

function valueOf(node: TSESTree.Node): AnswerStatus {
  const inner = skipWrappers(node);
  if (inner.type === "Literal" && typeof inner.value === "number") return inner.value;
  const name = inner.type === "MemberExpression" ? keyName(inner.property, inner.computed) : undefined;
  return NAMED[name ?? ""] ?? "dynamic";
}
