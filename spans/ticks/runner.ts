import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, skipWrappersUp, type FunctionNode } from "../ast.ts";
import { isSentryNamespace, readHelperCall, readSpanCall } from "../calls.ts";
import { functionPath } from "../carry/callee.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";

/** What runs a function later, on its own: a timer or a schedule, or a queue that hands it a job. */
export interface Runner {
  readonly kind: "timer" | "queue";
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  /** The property that the function is handed over in: `eachMessage`. */
  readonly key: string | undefined;
}

const TIMERS =
  /^(?:setTimeout|setInterval|setImmediate|schedule|scheduleJob|every|CronJob|Cron|Task|AsyncTask)$/;
const QUEUES = /^(?:Worker|process|consume|work|define|subscribe)$/;
const TIMER_KEYS = /^onTick$/;
const QUEUE_KEYS = /^each(?:Message|Batch)$/;

/** The call that a function is handed to, as an argument or as a property of one; `undefined` for any other place. */
export function findRegistration(node: TSESTree.Node): Pick<Runner, "node" | "key"> | undefined {
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  if (parent?.type === "CallExpression" || parent?.type === "NewExpression")
    return parent.callee === outer ? undefined : { node: parent, key: undefined };
  if (parent?.type !== "Property" || parent.value !== outer || parent.parent.type !== "ObjectExpression")
    return undefined;
  const call = skipWrappersUp(parent.parent).parent;
  if (call?.type !== "CallExpression" && call?.type !== "NewExpression") return undefined;
  return { node: call, key: keyName(parent.key, parent.computed) };
}

/** What runs a function that is handed over at a node. */
export function findRunner(file: SpanFile, node: TSESTree.Node): Runner | undefined {
  const registration = findRegistration(node);
  if (registration === undefined) return undefined;
  const name = runnerName(registration.node);
  const key = registration.key ?? "";
  if (TIMER_KEYS.test(key) || (key === "" && TIMERS.test(name))) return { ...registration, kind: "timer" };
  if (QUEUE_KEYS.test(key)) return { ...registration, kind: "queue" };
  const isQueue =
    key === "" && QUEUES.test(name) && !(name === "Worker" && isThread(file, registration.node));
  return isQueue ? { ...registration, kind: "queue" } : undefined;
}

/** The last name of what is called: `schedule` of `cron.schedule`, `Worker` of `new bull.Worker`. */
export function runnerName(node: Runner["node"]): string {
  return functionPath(node.callee).at(-1) ?? "?";
}

/** A worker thread is given a file, and no queue. */
function isThread(file: SpanFile, { callee }: Runner["node"]): boolean {
  const [local] = functionPath(callee);
  return importBindings(file).some(
    (binding) => binding.local === local && /^(?:node:)?worker_threads$/.test(binding.module),
  );
}

/** What runs the code around a node: looks through callbacks that run at once, and through those of a promise. */
export function findRunnerAround(file: SpanFile, node: TSESTree.Node): Runner | "loop" | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (isEndless(at) && !isReturned(node, at)) return "loop";
    if (!isFunction(at)) continue;
    const runner = findRunner(file, at);
    if (runner !== undefined) return runner;
    if (!runsAtOnce(file, at)) return undefined;
  }
  return undefined;
}

function runsAtOnce(file: SpanFile, callback: FunctionNode): boolean {
  const outer = skipWrappersUp(callback);
  const { parent: call } = outer;
  if (call?.type !== "CallExpression") return false;
  if (call.callee === outer) return true;
  if (readHelperCall(file, call) !== undefined || readSpanCall(file, call) !== undefined) return true;
  const { callee } = call;
  if (callee.type !== "MemberExpression") return false;
  if (/^(?:then|catch|finally)$/.test(memberName(callee) ?? "")) return true;
  return callee.object.type === "Identifier" && isSentryNamespace(file, callee.object);
}

/** A loop that goes on with the program: it waits between its turns, for a timer or by sleeping. */
function isEndless(node: TSESTree.Node): boolean {
  switch (node.type) {
    case "ForOfStatement":
      return (
        node.await &&
        node.right.type === "CallExpression" &&
        functionPath(node.right.callee).at(-1) === "setInterval"
      );
    case "WhileStatement":
    case "DoWhileStatement":
      return pauses(node.body);
    case "ForStatement":
      return node.test === null && pauses(node.body);
    default:
      return false;
  }
}

function pauses(body: TSESTree.Statement): boolean {
  const statements = body.type === "BlockStatement" ? body.body : [body];
  return statements.some((statement) => {
    const awaited =
      statement.type === "ExpressionStatement" && statement.expression.type === "AwaitExpression"
        ? statement.expression.argument
        : undefined;
    if (awaited?.type === "NewExpression") return true;
    return (
      awaited?.type === "CallExpression" &&
      /^(?:sleep|delay|wait|pause|setTimeout|timeout)/i.test(functionPath(awaited.callee).at(-1) ?? "")
    );
  });
}

/** `return await this.poll()` leaves the loop: the loop only tries again. */
function isReturned(node: TSESTree.Node, loop: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at !== undefined && at !== loop; at = at.parent)
    if (at.type === "ReturnStatement") return true;
  return false;
}
