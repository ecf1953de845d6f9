import type { TSESTree } from "@typescript-eslint/types";
import {
  contains,
  findVariable,
  isFunction,
  memberName,
  skipWrappers,
  type FunctionNode,
  type ReceiveEntry,
} from "../../spans/index.ts";
import { calleePath } from "../../spans/carry/callee.ts";
import { targetsOf } from "./call-targets.ts";
import { channelOf } from "./channels.ts";
import { isProjectType, type WrittenType } from "./message-types.ts";
import type { Project } from "./project.ts";
import type { SourceModule } from "./units.ts";
import { valueOf } from "./value-of.ts";

/** A call that hands a received message to a function of the project. */
interface ReceiveSite {
  readonly module: SourceModule;
  readonly entry: ReceiveEntry;
  readonly type: WrittenType | undefined;
}

/**
 * Listeners for `message` that parse what arrives (or get it as an object from another process) and hand it to a function of the
 * project: one that is asynchronous, or else one that is typed with a type of the project.
 */
export function findReceiveSites(project: Project): readonly ReceiveSite[] {
  return project.modules.flatMap((module) =>
    module.calls.flatMap((call) => {
      const listener = listenerOf(project, module, call);
      return listener === undefined ? [] : sitesIn(project, module, call, listener);
    }),
  );
}

function listenerOf(
  project: Project,
  module: SourceModule,
  call: TSESTree.CallExpression,
): FunctionNode | undefined {
  const callee = skipWrappers(call.callee);
  if (
    callee.type !== "MemberExpression" ||
    !/^(?:on|addListener|addEventListener)$/.test(memberName(callee) ?? "")
  )
    return undefined;
  const [event, listener] = call.arguments;
  if (event?.type !== "Literal" || event.value !== "message" || listener === undefined) return undefined;
  const inner = skipWrappers(listener);
  if (isFunction(inner)) return inner;
  const value = valueOf(project, module, inner);
  return value?.kind === "function" && value.module === module ? value.node : undefined;
}

interface Handed {
  readonly call: TSESTree.CallExpression;
  readonly isAsync: boolean;
  readonly type: WrittenType | undefined;
}

function sitesIn(
  project: Project,
  module: SourceModule,
  listen: TSESTree.CallExpression,
  listener: FunctionNode,
): readonly ReceiveSite[] {
  const isMessage = messageTest(project, module, listen, listener);
  const handed = module.calls
    .filter((call) => contains(listener.body.range, call.range))
    .flatMap((call): readonly Handed[] => {
      const index = call.arguments.findIndex(isMessage);
      const [target] = index === -1 ? [] : targetsOf(project, module, call.callee).functions;
      if (target === undefined) return [];
      const parameter = target.node.params[index];
      const annotation =
        parameter !== undefined && "typeAnnotation" in parameter ? parameter.typeAnnotation : undefined;
      const type =
        annotation == null ? undefined : { module: target.module, node: annotation.typeAnnotation };
      // A question about the message is not the work.
      if (target.node.returnType?.typeAnnotation.type === "TSTypePredicate") return [];
      return [{ call, isAsync: target.node.async, type }];
    });
  const asynchronous = handed.filter(({ isAsync }) => isAsync);
  const taken =
    asynchronous.length > 0
      ? asynchronous
      : handed.filter(({ type }) => type !== undefined && isProjectType(project, type));
  return taken.map(({ call, type }) => ({
    module,
    entry: {
      function: calleePath(call).join("."),
      file: module.path,
      evidence: `gets what arrives at ${calleePath(listen).join(".")} message`,
    },
    type,
  }));
}

/** Tells whether an expression is the message: what `JSON.parse` gave in the listener, or the object that another process sent. */
function messageTest(
  project: Project,
  module: SourceModule,
  listen: TSESTree.CallExpression,
  listener: FunctionNode,
): (node: TSESTree.Node) => boolean {
  const callee = skipWrappers(listen.callee);
  const isObject =
    callee.type === "MemberExpression" && channelOf(valueOf(project, module, callee.object)) === "process";
  const isMessage = (node: TSESTree.Node, depth = 0): boolean => {
    const inner = skipWrappers(node);
    if (inner.type === "CallExpression") {
      const target = valueOf(project, module, skipWrappers(inner.callee));
      return target?.kind === "global" && target.path.join(".") === "JSON.parse";
    }
    if (inner.type !== "Identifier" || depth > 3) return false;
    const definition = findVariable(module.file, inner, inner.name)?.defs[0];
    if (definition?.type === "Parameter") return isObject && definition.node === listener;
    if (definition?.type !== "Variable" || !contains(listener.range, definition.node.range)) return false;
    const { init } = definition.node as TSESTree.VariableDeclarator;
    return init !== null && isMessage(init, depth + 1);
  };
  return (node) => isMessage(node);
}
