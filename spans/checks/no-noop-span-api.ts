import { memberName } from "../ast.ts";
import { defineCheck } from "../check.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { sentryCallee } from "../sentry.ts";
import { readSpanValue } from "../span-value.ts";

type Message = "recordException" | "addEvent" | "getAttribute" | "startTime" | "capture";

const MEMBERS: readonly string[] = ["recordException", "addEvent", "getAttribute", "startTime"];

/**
 * Methods and properties of OpenTelemetry's or of older spans that do nothing, are not there, or give nothing.
 *
 * @see facts: sentry 2, rows 7 and 8
 */
export const noNoopSpanApi = defineCheck<"no-noop-span-api", Message>({
  name: "no-noop-span-api",
  messages: {
    recordException: "'recordException' does nothing on a Sentry span; capture the error.",
    addEvent: "'addEvent' is not sent with a Sentry span; set an attribute, or add a breadcrumb.",
    getAttribute: "A span has no 'getAttribute': this throws. Keep the value in a variable.",
    startTime:
      "A span's 'startTime' is an internal, or undefined: sums with it give NaN. Keep the time in a variable.",
    capture: "Capture the error.",
  },
  defaultOptions: {},
  anchors: () => MEMBERS,
  nodeTypes: ["MemberExpression"],
  detect(node, file) {
    if (node.type !== "MemberExpression") return [];
    const name = MEMBERS.find((member) => member === memberName(node)) as Message | undefined;
    if (name === undefined || readSpanValue(file, node.object) === undefined) return [];
    const problem = { node, message: name } as const;
    const { parent } = node;
    const isCall =
      parent.type === "CallExpression" && parent.callee === node && parent.arguments.length === 1;
    if (name !== "recordException" || !isCall || parent.parent.type !== "ExpressionStatement")
      return [problem];
    const callee = sentryCallee(file, node, "captureException");
    if (typeof callee === "string") return [problem];
    const edit = replaceRange(node.range, callee.text);
    return [{ ...problem, repair: { ...repairOf([edit], callee.needs), message: "capture" } }];
  },
});
