import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName } from "../ast.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { readCorsOptions } from "../propagation/cors-options.ts";
import { appendHeaders, readHeaderList, removeHeaders, type HeaderList } from "../propagation/header-list.ts";
import { findProperty } from "../repairs/property.ts";
import { removeOneOf } from "../repairs/remove-items.ts";
import { repairOf } from "../repairs/replace.ts";

export interface RequireCorsTraceHeadersOptions {
  /** Headers that a browser asks for, in lower case. */
  readonly headers: readonly string[];
  /** Names of functions that take the options of `cors`. */
  readonly callees: readonly string[];
}

type Message = "missing" | "exposed" | "append" | "remove";
type Problem = SpanProblem<Message>;

const ALLOW = "access-control-allow-headers";
const EXPOSE = "access-control-expose-headers";
const TRACE_HEADERS: readonly string[] = ["sentry-trace", "baggage", "traceparent"];

/**
 * Lists of allowed request headers without those of a trace: the browser asks first, is refused, and does not send the request at all.
 *
 * @see facts: sentry 2 (row 14)
 */
export const requireCorsTraceHeaders = defineCheck<
  "require-cors-trace-headers",
  Message,
  RequireCorsTraceHeadersOptions
>({
  name: "require-cors-trace-headers",
  codemod: "fix-propagation",
  messages: {
    missing: "A browser that sends trace headers is refused: {{headers}} are not allowed here.",
    exposed: "Exposed headers are those of a response; for trace headers of a request this does nothing.",
    append: "Allow {{headers}}.",
    remove: "Remove {{headers}}.",
  },
  defaultOptions: { headers: ["sentry-trace", "baggage"], callees: [] },
  anchors: () => [
    "allowedHeaders",
    "allowHeaders",
    "exposedHeaders",
    "exposeHeaders",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
    ALLOW,
    EXPOSE,
  ],
  companion: () => undefined,
  nodeTypes: ["CallExpression", "Property"],
  detect(node, file, { headers, callees }) {
    const options = readCorsOptions(file, node, callees);
    if (options !== undefined) return optionProblems(file, options, headers);
    const written = headerValue(node);
    const list = written === undefined ? undefined : readHeaderList(written.value);
    if (written === undefined || list === undefined) return [];
    return written.name === ALLOW ? missingProblems(file, list, headers) : exposedProblems(file, list);
  },
});

function optionProblems(
  file: SpanFile,
  options: TSESTree.ObjectExpression,
  headers: readonly string[],
): Problem[] {
  const allowed = findProperty(options, "allowedHeaders") ?? findProperty(options, "allowHeaders");
  const exposed = findProperty(options, "exposedHeaders") ?? findProperty(options, "exposeHeaders");
  const allowedList = allowed === undefined ? undefined : readHeaderList(allowed.value);
  const exposedList = exposed === undefined ? undefined : readHeaderList(exposed.value);
  return [
    ...(allowedList === undefined ? [] : missingProblems(file, allowedList, headers)),
    ...(exposedList === undefined || exposed === undefined
      ? []
      : exposedProblems(file, exposedList, { options, exposed })),
  ];
}

function missingProblems(file: SpanFile, list: HeaderList, headers: readonly string[]): Problem[] {
  const missing = headers.filter((header) => !list.names.includes(header.toLowerCase()));
  // An empty list has its own meaning in each library.
  if (missing.length === 0 || list.names.includes("*") || list.names.length === 0) return [];
  const data = { headers: missing.map((header) => `'${header}'`).join(" and ") };
  return [
    {
      node: list.node,
      message: "missing",
      data,
      repair: { ...appendHeaders(file, list, missing), message: "append", data },
    },
  ];
}

function exposedProblems(
  file: SpanFile,
  list: HeaderList,
  owner?: { readonly options: TSESTree.ObjectExpression; readonly exposed: TSESTree.Property },
): Problem[] {
  const wrong = list.names.filter((name) => TRACE_HEADERS.includes(name));
  if (wrong.length === 0) return [];
  const data = { headers: wrong.map((name) => `'${name}'`).join(" and ") };
  const isAll = wrong.length === list.names.length;
  const whole =
    isAll && owner !== undefined
      ? removeOneOf(file, owner.options.properties, owner.exposed, [owner.exposed])
      : undefined;
  const removal = isAll
    ? whole === undefined
      ? undefined
      : repairOf([whole])
    : removeHeaders(file, list, wrong);
  return [
    {
      node: list.node,
      message: "exposed",
      data,
      repair: removal === undefined ? undefined : { ...removal, message: "remove", data },
    },
  ];
}

/** `res.setHeader(name, value)`, `c.header(name, value)`, `{ [name]: value }`, `{ key: name, value }`. */
function headerValue(
  node: TSESTree.Node,
): { readonly name: string; readonly value: TSESTree.Node } | undefined {
  if (node.type === "CallExpression") {
    const [name, value] = node.arguments;
    const isSetter =
      node.callee.type === "MemberExpression" &&
      /^(?:setHeader|header|set|append|appendHeader)$/.test(memberName(node.callee) ?? "");
    return isSetter && name !== undefined && value !== undefined ? named(name, value) : undefined;
  }
  if (node.type !== "Property" || node.parent.type !== "ObjectExpression") return undefined;
  const key = keyName(node.key, node.computed);
  const wanted = asHeader(key);
  if (wanted !== undefined) return { name: wanted, value: node.value };
  // Next's list of headers.
  const value = key === "key" ? findProperty(node.parent, "value") : undefined;
  return value === undefined ? undefined : named(node.value, value.value);
}

function named(
  name: TSESTree.Node,
  value: TSESTree.Node,
): { readonly name: string; readonly value: TSESTree.Node } | undefined {
  const wanted = asHeader(name.type === "Literal" ? String(name.value) : undefined);
  return wanted === undefined ? undefined : { name: wanted, value };
}

function asHeader(text: string | undefined): string | undefined {
  const name = text?.toLowerCase();
  return name === ALLOW || name === EXPOSE ? name : undefined;
}
