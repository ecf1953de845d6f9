import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, skipWrappers, type SendEntry } from "../../spans/index.ts";
import { calleePath } from "../../spans/carry/callee.ts";
import { sentMessage, serialized } from "./channels.ts";
import type { WrittenType } from "./message-types.ts";
import type { Project } from "./project.ts";
import type { FunctionUnit, SourceModule } from "./units.ts";

/** A function that sends the one thing it is given. */
interface SendSite {
  readonly unit: FunctionUnit;
  readonly entry: SendEntry;
  readonly type: WrittenType | undefined;
}

/** Functions with one parameter, the message, that hand it to a socket, a process or a queue, serialised or not. */
export function findSendSites(project: Project): readonly SendSite[] {
  const found = new Map<FunctionUnit, SendSite>();
  for (const module of project.modules) {
    for (const call of module.calls) {
      const message = sentMessage(project, module, call);
      const parameter = message === undefined ? undefined : parameterOf(project, module, message);
      if (parameter === undefined || found.has(parameter.unit)) continue;
      const { unit, node } = parameter;
      const evidence = `${node.name} reaches ${calleePath(call).join(".")}`;
      const type = node.typeAnnotation?.typeAnnotation;
      found.set(unit, {
        unit,
        entry: { function: unit.symbol, file: module.path, evidence },
        type: type === undefined ? undefined : { module, node: type },
      });
    }
  }
  return [...found.values()];
}

/** The only parameter of a named function that an expression is, also by way of `const text = JSON.stringify(parameter)`. */
function parameterOf(
  project: Project,
  module: SourceModule,
  node: TSESTree.Node,
  depth = 0,
): { readonly unit: FunctionUnit; readonly node: TSESTree.Identifier } | undefined {
  const inner = skipWrappers(serialized(project, module, node) ?? node);
  if (depth > 4 || inner.type !== "Identifier") return undefined;
  const variable = findVariable(module.file, inner, inner.name);
  const definition = variable?.defs[0];
  if (definition?.type === "Variable") {
    const { init, parent } = definition.node as TSESTree.VariableDeclarator;
    return init === null || parent.kind !== "const"
      ? undefined
      : parameterOf(project, module, init, depth + 1);
  }
  const owner = definition?.type === "Parameter" ? (definition.node as TSESTree.Node) : undefined;
  if (!isFunction(owner) || owner.params.length !== 1) return undefined;
  const unit = module.functionOf.get(owner);
  const [only] = owner.params;
  return unit === undefined || only?.type !== "Identifier" ? undefined : { unit, node: only };
}
