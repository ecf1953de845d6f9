import type { Project } from "./project.ts";
import type { FunctionUnit } from "./units.ts";
import type { Value } from "./value.ts";
import { preferred, valueOf } from "./value-of.ts";
import { valueOfType } from "./value-of-type.ts";
import { returnTypeOf } from "./member-of.ts";

/** What calling a value, or `new` on it, gives. */
export function resultOf(project: Project, value: Value): Value | undefined {
  switch (value.kind) {
    case "class":
      return { kind: "instance", unit: value };
    case "function":
      return resultOfFunction(project, value);
    case "external":
    case "global":
      return { ...value, path: [...value.path, "()"] };
    case "abstract":
    case "signature":
      return returnTypeOf(project, value);
    default:
      return undefined;
  }
}

function resultOfFunction(project: Project, unit: FunctionUnit): Value | undefined {
  if (project.results.has(unit)) return project.results.get(unit);
  project.results.set(unit, undefined);
  const { module, node } = unit;
  const annotated = node.returnType?.typeAnnotation;
  const declared = annotated === undefined ? undefined : valueOfType(project, module, annotated);
  const returned = node.generator ? [] : (module.returns.get(node) ?? []);
  const value = declared ?? preferred(returned.map((one) => valueOf(project, module, one)));
  project.results.set(unit, value);
  return value;
}
