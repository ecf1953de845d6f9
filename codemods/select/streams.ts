import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, skipWrappers } from "../../spans/index.ts";
import { boundaryOf } from "./boundary.ts";
import { targetsOf } from "./call-targets.ts";
import type { Project } from "./project.ts";
import type { FunctionUnit, SourceModule } from "./units.ts";

/** Where the messages of a stream come from. */
export type StreamSource =
  | { readonly kind: "provider"; readonly unit: FunctionUnit }
  | { readonly kind: "sdk"; readonly label: string }
  /** A parameter: its callers know. */
  | { readonly kind: "parameter"; readonly owner: FunctionUnit; readonly index: number };

/** Finds the origins of a stream: the call in the head of the loop, or the variables, members and wrappers between. */
export function sourcesOf(
  project: Project,
  providers: ReadonlySet<FunctionUnit>,
  module: SourceModule,
  node: TSESTree.Node,
  depth = 0,
): readonly StreamSource[] {
  if (depth > 8) return [];
  const inner = skipWrappers(node);
  const follow = (next: TSESTree.Node, from = module): readonly StreamSource[] =>
    sourcesOf(project, providers, from, next, depth + 1);
  switch (inner.type) {
    case "AwaitExpression":
      return follow(inner.argument);
    case "ConditionalExpression":
      return [...follow(inner.consequent), ...follow(inner.alternate)];
    case "LogicalExpression":
      return [...follow(inner.left), ...follow(inner.right)];
    case "AssignmentExpression":
      return follow(inner.right);
    case "MemberExpression":
      return follow(inner.object); // `result.textStream`
    case "Identifier":
      return sourcesOfName(project, module, inner, follow);
    case "CallExpression": {
      const { functions, outside } = targetsOf(project, module, inner.callee);
      const boundary = outside === undefined ? undefined : boundaryOf(outside);
      if (boundary?.kind === "ai") return [{ kind: "sdk", label: boundary.label }];
      const given = functions.filter((unit) => providers.has(unit));
      if (given.length > 0) return given.map((unit) => ({ kind: "provider", unit }));
      const handedOn = functions.flatMap((unit) =>
        (unit.module.returns.get(unit.node) ?? []).flatMap((value) => follow(value, unit.module)),
      );
      const found = handedOn.filter(({ kind }) => kind !== "parameter");
      return found.length > 0 ? found : inner.arguments.flatMap((argument) => follow(argument)); // `withTimeout(stream)`
    }
    default:
      return [];
  }
}

function sourcesOfName(
  project: Project,
  module: SourceModule,
  node: TSESTree.Identifier,
  follow: (next: TSESTree.Node) => readonly StreamSource[],
): readonly StreamSource[] {
  const variable = findVariable(module.file, node, node.name);
  const definition = variable?.defs[0];
  if (variable === undefined || definition === undefined) return [];
  if (definition.type === "Parameter") {
    const owner = definition.node as TSESTree.Node;
    const unit = module.functionOf.get(owner);
    if (unit === undefined || !isFunction(owner)) return [];
    const index = owner.params.findIndex(
      (one) => (one.type === "AssignmentPattern" ? one.left : one) === definition.name,
    );
    return index === -1 ? [] : [{ kind: "parameter", owner: unit, index }];
  }
  if (definition.type !== "Variable") return [];
  const { init } = definition.node as TSESTree.VariableDeclarator;
  const written = variable.references.flatMap(({ writeExpr }) =>
    writeExpr == null || writeExpr === init ? [] : [writeExpr as TSESTree.Node],
  );
  return [...(init === null ? [] : [init]), ...written].flatMap((next) => follow(next));
}
