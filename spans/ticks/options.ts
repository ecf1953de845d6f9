import type { TSESTree } from "@typescript-eslint/types";
import { symbolOf, type FunctionNode } from "../ast.ts";
import { configAttributes } from "../attributes.ts";
import { functionPath } from "../carry/callee.ts";
import type { TickEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { findImport } from "../imports.ts";
import { functionSpanName, moduleName } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
import { literal, type SpanOptions } from "../options.ts";
import type { Skip } from "../outcome.ts";
import { findRegistration, runnerName, type Runner } from "./runner.ts";

/** Queues that the SDK does not trace: there the span of the tick is the one that processes the job. @see facts/sentry.md section 7 */
const UNTRACED_QUEUES = /^(?:Worker|process|work|define)$/;

/**
 * The span of a tick: what the config says, `process <destination>` for a queue, the function's name, or the name of the function
 * that sets the timer.
 */
export function tickOptions(
  file: SpanFile,
  entry: TickEntry,
  at: TSESTree.Node,
  inside: TSESTree.Node,
  fallback: string,
  runner?: Runner,
): SpanOptions | Skip {
  const attributes = configAttributes(file, at, inside, entry.attributes);
  if ("kind" in attributes) return attributes;
  const destination = entry.destination ?? destinationOf(runner);
  const isUntraced = runner?.kind === "queue" && UNTRACED_QUEUES.test(runnerName(runner.node));
  const isQueue = isUntraced || entry.destination !== undefined;
  const options: SpanOptions = {
    name: entry.name ?? (isQueue && destination !== undefined ? `process ${destination}` : fallback),
    op: entry.op ?? (isQueue ? "queue.process" : "function"),
    attributes:
      isQueue && destination !== undefined
        ? [["messaging.destination.name", literal(destination)], ...attributes]
        : attributes,
  };
  return withHouseNames(file, options, entry.name);
}

/** `module.poll`, `Class.poll` for `this.poll`, an object's own name: of what is called or handed over. */
export function referenceName(file: SpanFile, node: TSESTree.Node): string {
  const path = functionPath(node).map((part) => part.replace("#", ""));
  const [root = "", ...rest] = path;
  if (rest.length === 0) return `${moduleName(findImport(file, root)?.module ?? file.path)}.${root}`;
  if (root !== "this") return path.slice(-2).join(".");
  const symbol = symbolOf(node);
  const owner = symbol.includes(".") ? symbol.split(".").at(-2) : moduleName(file.path);
  return rest.length === 1 ? `${owner ?? ""}.${rest[0] ?? ""}` : rest.slice(-2).join(".");
}

/** A callback without a name is called after what runs it: `Poller.start setInterval`. */
export function callbackName(file: SpanFile, node: FunctionNode): string {
  const registration = findRegistration(node);
  const own = registration?.key === undefined ? functionSpanName(file, node) : undefined;
  if (own !== undefined) return own;
  const around = registration === undefined ? "<module>" : symbolOf(registration.node);
  const place =
    around === "<module>"
      ? moduleName(file.path)
      : around.includes(".")
        ? around
        : `${moduleName(file.path)}.${around}`;
  if (registration === undefined) return place;
  return `${place.replaceAll("#", "")} ${registration.key ?? runnerName(registration.node)}`;
}

/** The queue's name, where it is written as a text: `new Worker("mail", …)`, `channel.consume("mail", …)`. */
function destinationOf(runner: Runner | undefined): string | undefined {
  if (runner?.kind !== "queue" || runner.key !== undefined) return undefined;
  const [first] = runner.node.arguments;
  return first?.type === "Literal" && typeof first.value === "string" ? first.value : undefined;
}
