import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, isFunction, keyName, memberName, skipWrappers } from "../../spans/index.ts";
import { namedAround } from "../select/call-graph.ts";
import type { FunctionUnit, SourceModule } from "../select/units.ts";

/** What work belongs to: a function with a name, the outermost callback around it, or the start of the program. */
export interface Holder {
  readonly module: SourceModule;
  readonly node: TSESTree.Node;
  /** `undefined` for callbacks and the module itself. */
  readonly unit: FunctionUnit | undefined;
}

const known = new WeakMap<TSESTree.Node, Holder>();

export function holderOfUnit(unit: FunctionUnit): Holder {
  return remember({ module: unit.module, node: unit.node, unit });
}

/** The holder of what stands at a node; for a named function the function itself. */
export function holderAround(module: SourceModule, node: TSESTree.Node): Holder {
  const unit = module.functionOf.get(node) ?? namedAround(module, node);
  if (unit !== undefined) return holderOfUnit(unit);
  let outermost: TSESTree.Node = isFunction(node) ? node : module.file.program;
  for (let at = findEnclosingFunction(node); at !== undefined; at = findEnclosingFunction(at)) outermost = at;
  return remember({ module, node: outermost, unit: undefined });
}

/** `POST /orders`, `socket.on message`, a function's symbol, `<module>`. */
export function nameOfHolder({ unit, node }: Holder): string {
  if (unit !== undefined) return unit.symbol;
  const call = callOf(node);
  if (call === undefined) return "<module>";
  const callee = skipWrappers(call.callee);
  const method = callee.type === "MemberExpression" ? memberName(callee) : keyName(callee, false);
  const [first] = call.arguments;
  const text = first?.type === "Literal" && typeof first.value === "string" ? first.value : "";
  if (isRoute(method, text)) return `${method?.toUpperCase() ?? ""} ${text}`;
  return [method, text].filter((part) => part !== undefined && part !== "").join(" ") || "<callback>";
}

/** The callback is a handler of a route: `app.post("/orders", …)`. */
export function isRouteCallback(holder: Holder): boolean {
  return holder.unit === undefined && / \//.test(nameOfHolder(holder));
}

function isRoute(method: string | undefined, path: string): boolean {
  return /^(?:get|head|post|put|patch|delete|options|all|use)$/.test(method ?? "") && /^[/*]/.test(path);
}

function callOf(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  for (let at = node.parent; at != null; at = at.parent) if (at.type === "CallExpression") return at;
  return undefined;
}

/** One object for one node, so that holders can be keys. */
function remember(holder: Holder): Holder {
  const found = known.get(holder.node);
  if (found !== undefined) return found;
  known.set(holder.node, holder);
  return holder;
}
