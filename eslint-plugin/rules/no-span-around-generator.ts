import type { TSESTree } from "@typescript-eslint/types";
import {
  findEnclosingFunction,
  readSpanCall,
  type FunctionNode,
  type HelperName,
  type SpanCall,
  type SpanFile,
  type SpanwrightConfig,
} from "../../spans/index.ts";
import { streamHelperOf } from "../../spans/gen-ai/result-kind.ts";
import { createRule } from "../create-rule.ts";
import { openFile } from "../open-file.ts";

interface Finding {
  readonly node: TSESTree.Node;
  readonly messageId: "generatorCallback" | "returnsGenerator" | "returnsStream" | "returnedFromGenerator";
  readonly helper: HelperName;
}

/**
 * Spans that end before the generator or stream inside them begins: a call of a generator function only makes an object, the work is
 * done while somebody iterates, and by then `startSpan` has returned.
 */
export const noSpanAroundGenerator = createRule({
  meta: {
    type: "problem",
    docs: {
      description: "disallow spans around generators and streams, which end before the first value is read",
      recommended: true,
    },
    schema: [],
    defaultOptions: [],
    messages: {
      generatorCallback:
        "'{{api}}' ends its span when this generator is made, before it runs. Use '{{helper}}', which keeps the span open and active while the generator is consumed.",
      returnsGenerator:
        "'{{api}}' ends its span when the callback returns the generator, before it runs. Use '{{helper}}', which keeps the span open and active while the generator is consumed.",
      returnsStream:
        "'{{api}}' ends its span when the callback returns the stream, before it is read. Use '{{helper}}', which keeps the span open until the stream ends.",
      returnedFromGenerator:
        "This generator yields nothing of what '{{api}}' runs: a callback cannot yield for it. Move the body to a generator of its own and use '{{helper}}'.",
    },
  },
  create(context) {
    const opened = openFile(context, gate);
    if (opened.kind !== "opened") return {};
    return {
      CallExpression(node) {
        const { file } = opened;
        const call = readSpanCall(file, node);
        const finding = call === undefined ? undefined : findLostSpan(file, call);
        if (call === undefined || finding === undefined) return;
        const { messageId, helper } = finding;
        context.report({
          node: finding.node,
          messageId,
          data: { api: context.sourceCode.getText(call.node.callee), helper },
        });
      },
    };
  },
});

/** Only these two run a callback; the team's own start function may have any name. */
function gate({ wrapper }: SpanwrightConfig): RegExp {
  return wrapper === undefined
    ? /\bstartSpan(?:Manual)?\b/
    : new RegExp(`\\bstartSpan(?:Manual)?\\b|(?<![\\w$])${wrapper.name.replaceAll("$", "\\$")}(?![\\w$])`);
}

function findLostSpan(file: SpanFile, call: SpanCall): Finding | undefined {
  const { api, callback } = call;
  if (callback === undefined || api === "startInactiveSpan") return undefined;
  if (callback.generator)
    return { node: callback, messageId: "generatorCallback", helper: helperFor(callback) };
  // Whoever ends a span by hand may well end it inside the generator that the callback returns.
  if (api === "startSpanManual") return undefined;
  const helper = streamHelperOf(file, callback);
  if (helper !== undefined) {
    const messageId = helper === "traceReadableStream" ? "returnsStream" : "returnsGenerator";
    return { node: callback, messageId, helper };
  }
  const owner = findGeneratorAround(call);
  return owner === undefined
    ? undefined
    : { node: call.node, messageId: "returnedFromGenerator", helper: helperFor(owner) };
}

/** The generator of which the whole body is `return startSpan(…)`. */
function findGeneratorAround({ node }: SpanCall): FunctionNode | undefined {
  const awaited = node.parent.type === "AwaitExpression" ? node.parent : node;
  const statement = awaited.parent;
  if (statement?.type !== "ReturnStatement") return undefined;
  const owner = findEnclosingFunction(statement);
  if (owner?.generator !== true || owner.body.type !== "BlockStatement") return undefined;
  const [only, ...others] = owner.body.body;
  return only === statement && others.length === 0 ? owner : undefined;
}

function helperFor({ async }: FunctionNode): HelperName {
  return async ? "traceAsyncGenerator" : "traceGenerator";
}
