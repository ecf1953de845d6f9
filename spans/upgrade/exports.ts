import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName } from "../ast.ts";
import type { Repair } from "../check.ts";
import { textOf, type SpanFile } from "../file.ts";
import { quoted } from "../options.ts";
import { findProperty } from "../repairs/property.ts";
import { removeStatement } from "../repairs/remove-statement.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { readSdkReference } from "../sdk-reference.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { nodesOf } from "../walk.ts";
import { isKept } from "./legacy-span.ts";
import { keepsOptions, memberOfCall } from "./named-uses.ts";
import { scopeRepair } from "./scope-members.ts";
import {
  hubFunctions,
  findRemoval,
  integrationFunctions,
  isRemoved,
  removedExports,
  removedModules,
} from "./removed.ts";
import { removedProblem, type UpgradeProblem } from "./problem.ts";
import { convertOptions } from "./start-options.ts";

/**
 * `Sentry.<name>` of something that the SDK no longer exports.
 *
 * @see facts: sentry 1 and 2, rows 5 to 17
 */
export function exportProblem(file: SpanFile, node: TSESTree.Node): UpgradeProblem | undefined {
  if (node.type !== "MemberExpression") return undefined;
  const reference = readSdkReference(file, node);
  const path = reference?.path;
  const [name = ""] = path ?? [];
  const removal = path === undefined ? undefined : findRemoval(removedExports, name);
  if (path === undefined || removal === undefined || !isRemoved(removal, file.sdk.major)) return undefined;
  // A package that is gone as a whole is told at its import.
  const gone = findRemoval(removedModules, reference?.module ?? "");
  if (gone !== undefined && isRemoved(gone, file.sdk.major)) return undefined;
  // `Integrations` and `Handlers` are told by what is taken out of them; other longer paths begin with the shorter one.
  const isGroup = name === "Integrations" || name === "Handlers";
  const isWhole = isGroup && node.parent.type === "MemberExpression" && node.parent.object === node;
  if (path.length > (isGroup ? 2 : 1) || (path.length === 1 && isWhole)) return undefined;
  // Reached through a name of its own, the import is what has to change: `importProblems` tells it.
  if (rootOf(node).type !== "Identifier" || readSdkReference(file, rootOf(node))?.path.length !== 0)
    return undefined;
  if (name === "getCurrentHub" && isPartOfScopeRepair(file, node)) return undefined;
  const { repair, isCertain = false } = repairFor(file, node, path, removal.rename);
  return removedProblem(file, { node, what: path.join("."), instead: removal.instead, repair, isCertain });
}

interface Mended {
  readonly repair?: Repair | undefined;
  readonly isCertain?: boolean;
}

function repairFor(
  file: SpanFile,
  node: TSESTree.MemberExpression,
  path: readonly string[],
  rename: string | undefined,
): Mended {
  if (rename !== undefined)
    return { repair: repairOf([replaceRange(node.property.range, rename)]), isCertain: true };
  const [name = "", member = ""] = path;
  switch (name) {
    case "getCurrentHub":
      return { repair: hubRepair(file, node), isCertain: true };
    case "configureScope":
      return { repair: configureScopeRepair(file, node) };
    case "startTransaction":
      return { repair: transactionRepair(file, node) };
    case "SEMANTIC_ATTRIBUTE_SENTRY_SOURCE":
      return {
        repair: repairOf([replaceRange(node.range, quoted("sentry.segment.name.source", styleOf(file)))]),
      };
    case "Handlers":
      return handlerRepair(file, node, member);
    default:
      return integrationRepair(file, node, name === "Integrations" ? member : name);
  }
}

/** `Sentry.getCurrentHub().getScope()` -> `Sentry.getCurrentScope()`. */
function hubRepair(file: SpanFile, node: TSESTree.MemberExpression): Repair | undefined {
  const member = memberOfCall(node);
  const wanted = member === undefined ? undefined : findRemoval(hubFunctions, memberName(member) ?? "");
  if (member === undefined || wanted === undefined) return undefined;
  if (member.parent.type !== "CallExpression" || member.parent.callee !== member) return undefined;
  const range = [node.range[0], member.range[1]] as const;
  return holdsComment(file, range)
    ? undefined
    : repairOf([replaceRange(range, `${textOf(file, node.object)}.${wanted}`)]);
}

/** `Sentry.getCurrentHub().getScope()?.getSpan()` is replaced as a whole. */
function isPartOfScopeRepair(file: SpanFile, node: TSESTree.MemberExpression): boolean {
  const scope = memberOfCall(node);
  const member = scope === undefined || memberName(scope) !== "getScope" ? undefined : memberOfCall(scope);
  return (
    member !== undefined &&
    /^(?:getSpan|getTraceId)$/.test(memberName(member) ?? "") &&
    scopeRepair(file, member) !== undefined
  );
}

/** `Sentry.configureScope((scope) => { … });` -> a block that begins with the scope. */
function configureScopeRepair(file: SpanFile, node: TSESTree.MemberExpression): Repair | undefined {
  const { parent: call } = node;
  if (call.type !== "CallExpression" || call.callee !== node || call.parent.type !== "ExpressionStatement")
    return undefined;
  const [callback, ...others] = call.arguments;
  const [scope, ...more] = isFunction(callback) ? callback.params : [];
  if (!isFunction(callback) || others.length > 0 || more.length > 0 || scope?.type !== "Identifier")
    return undefined;
  const statement = call.parent;
  const style = styleOf(file);
  const sentry = textOf(file, node.object);
  const { body } = callback;
  if (callback.async || callback.type !== "ArrowFunctionExpression") return undefined;
  if (body.type !== "BlockStatement") {
    // `scope.setTag(…)` alone needs no name for the scope.
    const head =
      body.type === "CallExpression" && body.callee.type === "MemberExpression"
        ? body.callee.object
        : undefined;
    if (head?.type !== "Identifier" || head.name !== scope.name || countName(file, body, scope.name) !== 1)
      return undefined;
    const lead = [statement.range[0], head.range[1]] as const;
    const tail = [body.range[1], call.range[1]] as const;
    if (holdsComment(file, lead) || holdsComment(file, tail)) return undefined;
    return repairOf([replaceRange(lead, `${sentry}.getCurrentScope()`), replaceRange(tail, "")]);
  }
  const [first] = body.body;
  const lead = [statement.range[0], body.range[0] + 1] as const;
  const tail = [body.range[1], statement.range[1]] as const;
  if (first === undefined || leavesBody(file, body) || holdsComment(file, lead) || holdsComment(file, tail))
    return undefined;
  const isBroken = file.text.slice(body.range[0], first.range[0]).includes("\n");
  const gap = isBroken ? lineEndAt(file.text, first.range[0]) + lineIndent(file.text, first.range[0]) : " ";
  const text = `{${gap}const ${textOf(file, scope)} = ${sentry}.getCurrentScope()${style.semicolons ? ";" : ""}`;
  if (!style.semicolons && !isBroken) return undefined;
  return repairOf([replaceRange(lead, text), ...(tail[0] === tail[1] ? [] : [replaceRange(tail, "")])]);
}

/** A `return` in the callback would leave the function around it, and a function of its own keeps its `return`. */
function leavesBody(file: SpanFile, body: TSESTree.BlockStatement): boolean {
  return nodesOf(file.program).some(
    (node) =>
      node.type === "ReturnStatement" && body.range[0] < node.range[0] && node.range[1] < body.range[1],
  );
}

function countName(file: SpanFile, inside: TSESTree.Node, name: string): number {
  return nodesOf(file.program).filter(
    (node) =>
      node.type === "Identifier" &&
      node.name === name &&
      inside.range[0] <= node.range[0] &&
      node.range[1] <= inside.range[1],
  ).length;
}

/** `Sentry.startTransaction({ … })` -> a root span that is ended by hand, as a transaction was. */
function transactionRepair(file: SpanFile, node: TSESTree.MemberExpression): Repair | undefined {
  const { parent: call } = node;
  if (call.type !== "CallExpression" || call.callee !== node || call.arguments.length !== 1) return undefined;
  const [options] = call.arguments;
  if (options?.type !== "ObjectExpression" || !isKept(call)) return undefined;
  const edits =
    findProperty(options, "parentSpan") === undefined ? convertOptions(file, options, "null") : undefined;
  return edits === undefined
    ? undefined
    : repairOf([replaceRange(node.property.range, "startInactiveSpan"), ...edits]);
}

/** `app.use(Sentry.Handlers.errorHandler())` -> `Sentry.setupExpressErrorHandler(app)`; the other two go. */
function handlerRepair(file: SpanFile, node: TSESTree.MemberExpression, member: string): Mended {
  if (member === "trpcMiddleware") {
    const range = [(node.object as TSESTree.MemberExpression).property.range[0], node.range[1]] as const;
    return { repair: repairOf([replaceRange(range, member)]), isCertain: true };
  }
  const call = node.parent;
  const use = call.parent;
  if (call.type !== "CallExpression" || call.arguments.length > 0) return {};
  if (
    use?.type !== "CallExpression" ||
    use.callee.type !== "MemberExpression" ||
    memberName(use.callee) !== "use"
  )
    return {};
  const statement = use.parent;
  if (use.arguments.length !== 1 || statement.type !== "ExpressionStatement" || holdsComment(file, use.range))
    return {};
  // What these two did the SDK does by itself.
  if (member === "requestHandler" || member === "tracingHandler") {
    const edit = removeStatement(file, statement);
    return edit === undefined ? {} : { repair: repairOf([edit]) };
  }
  if (member !== "errorHandler") return {};
  const sentry = textOf(file, (node.object as TSESTree.MemberExpression).object);
  const text = `${sentry}.setupExpressErrorHandler(${textOf(file, use.callee.object)})`;
  return { repair: repairOf([replaceRange(use.range, text)]) };
}

/** `new Sentry.Integrations.Http({ tracing: true })` -> `Sentry.httpIntegration()`. */
function integrationRepair(file: SpanFile, node: TSESTree.MemberExpression, name: string): Mended {
  const wanted = findRemoval(integrationFunctions, name);
  const { parent: created } = node;
  if (wanted === undefined || created.type !== "NewExpression" || created.callee !== node) return {};
  const head = replaceRange([created.range[0], node.range[1]], `${textOf(file, rootOf(node))}.${wanted}`);
  const isOpen = file.text[created.range[1] - 1] !== ")";
  const [options, ...others] = created.arguments;
  if (options === undefined) {
    const text = head.text + (isOpen ? "()" : "");
    return { repair: repairOf([{ ...head, text }]), isCertain: true };
  }
  if (others.length > 0 || holdsComment(file, created.range)) return {};
  if (keepsOptions(name)) return { repair: repairOf([head]), isCertain: true };
  // The one option that every example had; tracing is not an integration's business any more.
  const isTracing =
    options.type === "ObjectExpression" &&
    options.properties.length === 1 &&
    findProperty(options, "tracing") !== undefined;
  return isTracing ? { repair: repairOf([head, replaceRange(options.range, "")]), isCertain: true } : {};
}

/** The namespace that a path begins with. */
function rootOf(node: TSESTree.MemberExpression): TSESTree.Node {
  return node.object.type === "MemberExpression" ? rootOf(node.object) : node.object;
}

function holdsComment(file: SpanFile, [start, end]: readonly [number, number]): boolean {
  return file.comments.some(({ range }) => start <= range[0] && range[1] <= end);
}
