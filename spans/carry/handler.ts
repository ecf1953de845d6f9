import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, skipWrappers, type FunctionNode } from "../ast.ts";
import type { ReceiveEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { skip, type Outcome } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import { walk } from "../walk.ts";
import { continues } from "./around.ts";
import { calleeName } from "./callee.ts";
import { findListenCall, isRawListener } from "./listener.ts";
import { findParsed } from "./message.ts";
import { receiveOptions } from "./options.ts";
import { bodyRun, type Run } from "./run.ts";
import { findSchema, findSchemaOf } from "./schema.ts";
import { isTextOrBytes } from "./variable.ts";
import { wrapRun } from "./wrap-run.ts";

/**
 * A listener that does the work itself: what it does with the message, from where there is one to the end of the block, runs in the
 * continued trace.
 */
export function planHandler(
  file: SpanFile,
  handler: FunctionNode,
  name: string,
  entry: ReceiveEntry,
): Outcome {
  if (isAlreadyContinued(file, handler)) return { kind: "already" };
  if (entry.types !== undefined) return skip("types-not-applicable", name);
  const parameter = handler.params.find((one) => one.type !== "Identifier" || one.name !== "this");
  const taken = parameter?.type === "Identifier" ? findTaken(file, handler, parameter, entry) : undefined;
  if (taken === undefined) return skip("message-not-found", name);
  const schema = taken.schema ?? findSchemaOf(file, handler.body, taken.message);
  if (schema !== undefined) return skip("run-time-schema", schema);
  const callee = helperCallee(file, handler.body, "withIncomingTrace");
  if (typeof callee === "string") return skip(callee);
  const options = receiveOptions(file, entry, handler.body, name);
  if ("kind" in options) return options;
  const leading = [taken.message];
  const { body } = handler;
  if (body.type !== "BlockStatement")
    return wrapOperand(file, skipWrappers(body) as TSESTree.Expression, {
      options,
      callee,
      leading,
      decision: "continue",
    });
  if (taken.run === undefined) return skip("empty-body", name);
  return wrapRun(file, taken.run, { options, callee, leading, decision: "continue" });
}

interface Taken {
  readonly message: string;
  readonly run: Run | undefined;
  readonly schema?: string | undefined;
}

/** From where on the message is there: behind the const that it is parsed into, or at once. */
function findTaken(
  file: SpanFile,
  handler: FunctionNode,
  parameter: TSESTree.Identifier,
  entry: ReceiveEntry,
): Taken | undefined {
  if (entry.message !== undefined) return { message: entry.message, run: bodyRun(handler.body) };
  const parsed = findParsed(handler, parameter.name);
  const block = parsed?.statement.parent;
  if (parsed !== undefined && block?.type === "BlockStatement") {
    const statements = block.body.slice(block.body.indexOf(parsed.statement) + 1);
    return {
      message: parsed.name.name,
      run: statements.length === 0 ? undefined : { block, statements },
      schema: findSchema(file, parsed.value),
    };
  }
  const listen = findListenCall(file, handler);
  const isEvent = listen !== undefined && calleeName(listen) === "addEventListener";
  const isRaw = isTextOrBytes(parameter.typeAnnotation?.typeAnnotation) || isRawListener(file, handler);
  if (isRaw && !isEvent) return undefined;
  return { message: isEvent ? `${parameter.name}.data` : parameter.name, run: bodyRun(handler.body) };
}

function isAlreadyContinued(file: SpanFile, handler: FunctionNode): boolean {
  let found = false;
  walk(handler.body, (node) => {
    if (isFunction(node) && !isFunction(handler.body)) return false;
    if (continues(file, node)) found = true;
    return !found;
  });
  return found;
}
