import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../../spans/index.ts";
import { methodsOf } from "./class-tree.ts";
import type { Project } from "./project.ts";
import type { ClassUnit, FunctionUnit, SourceModule } from "./units.ts";
import type { Value } from "./value.ts";
import { valueOf } from "./value-of.ts";

/** What runs when an expression is called. */
interface Targets {
  readonly functions: readonly FunctionUnit[];
  /** Set when it is nothing of the project. */
  readonly outside?: Extract<Value, { kind: "external" | "global" }>;
}

const NONE: Targets = { functions: [] };

/**
 * The functions that a callee means. Where the receiver is unknown, a method name that only one place of the project has stands for it.
 */
export function targetsOf(project: Project, module: SourceModule, callee: TSESTree.Node): Targets {
  const node = skipWrappers(callee);
  const value = valueOf(project, module, node);
  switch (value?.kind) {
    case "function": {
      const receiver =
        node.type === "MemberExpression" && node.object.type !== "Super"
          ? valueOf(project, module, node.object)
          : undefined;
      const methods = receiver?.kind === "instance" ? methodsOf(project, receiver.unit, value.name) : [];
      return { functions: methods.includes(value) ? methods : [value] };
    }
    case "abstract":
      return { functions: methodsOf(project, value.unit, value.name) };
    case "signature":
      return { functions: implementationsOf(project, value.shape, value.name) };
    case "external":
    case "global":
      return { functions: [], outside: value };
    case undefined:
      break;
    default:
      return NONE;
  }
  if (node.type !== "MemberExpression") return NONE;
  const name = memberName(node);
  return name === undefined || valueOf(project, module, node.object) !== undefined
    ? NONE
    : { functions: uniqueMethod(project, name) };
}

/** Classes that say they implement the interface, else a class of its name, else the only place with such a method. */
function implementationsOf(
  project: Project,
  shape: Extract<Value, { kind: "shape" }>,
  name: string,
): readonly FunctionUnit[] {
  const found = new Set<FunctionUnit>();
  for (const unit of project.implementing) {
    if (implementsShape(project, unit, shape))
      for (const method of methodsOf(project, unit, name)) found.add(method);
  }
  if (found.size > 0) return [...found];
  const candidates = project.methodsByName.get(name) ?? [];
  const namesake = candidates.filter(({ owner }) => owner !== undefined && owner.name === shape.name);
  return namesake.length === 1 ? namesake : candidates.length === 1 ? candidates : [];
}

function implementsShape(
  project: Project,
  unit: ClassUnit,
  shape: Extract<Value, { kind: "shape" }>,
): boolean {
  return unit.node.implements.some(({ expression }) => {
    if (expression.type !== "Identifier" || expression.name !== shape.name) return false;
    const value = valueOf(project, unit.module, expression);
    return value === undefined || (value.kind === "shape" && value.module === shape.module);
  });
}

/** Method names that every other library has too: they never stand for the project's own. */
const EVERYDAY = new Set(
  [Array, Map, Set, String, Promise, Object, Function, RegExp, Number, Date, WeakMap, Uint8Array]
    .flatMap((type) => Object.getOwnPropertyNames(type.prototype))
    .concat(
      "on once off emit send close end write read json text status set use post put patch query run start stop init connect " +
        "disconnect execute exec open publish subscribe unsubscribe handle next error warn info debug log trace destroy update " +
        "create remove list load save render parse stringify abort kill ping pong listen request fetch dispose reset clear",
    )
    .join(" ")
    .split(" "),
);

function uniqueMethod(project: Project, name: string): readonly FunctionUnit[] {
  if (EVERYDAY.has(name)) return [];
  const candidates = project.methodsByName.get(name) ?? [];
  return candidates.length === 1 && candidates[0]?.owner !== undefined ? candidates : [];
}
