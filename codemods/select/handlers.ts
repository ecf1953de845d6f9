import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../../spans/index.ts";
import type { Project } from "./project.ts";
import type { FunctionUnit } from "./units.ts";
import { valueOf } from "./value-of.ts";

const METHODS = /^(?:get|head|post|put|patch|delete|options|all|use|route)$/;
const DECORATORS = /^(?:Get|Head|Post|Put|Patch|Delete|Options|All|Sse|MessagePattern|EventPattern)$/;

/** Functions that a server calls for each request, of which the SDK makes the root span. */
export function findRouteHandlers(project: Project): ReadonlySet<FunctionUnit> {
  const found = new Set<FunctionUnit>();
  for (const module of project.modules) {
    for (const unit of module.functions) if (isHandler(unit)) found.add(unit);
    for (const call of module.calls) {
      if (!registersRoute(call)) continue;
      for (const argument of call.arguments) {
        const value = valueOf(project, module, skipWrappers(argument));
        if (value?.kind === "function") found.add(value);
      }
    }
  }
  return found;
}

/** `app.get("/builds", …)`, `router.use(…)`; a path tells a route from `map.get(key)`. */
function registersRoute(call: TSESTree.CallExpression): boolean {
  const callee = skipWrappers(call.callee);
  if (callee.type !== "MemberExpression" || !METHODS.test(memberName(callee) ?? "")) return false;
  const [path] = call.arguments;
  return path?.type === "Literal" && typeof path.value === "string" && /^[/*]/.test(path.value);
}

function isHandler({ node, module, symbol }: FunctionUnit): boolean {
  const [first, second] = node.params.map((one) => (one.type === "Identifier" ? one : undefined));
  if (
    /^_?(?:req|request) _?(?:res|response|reply|h|next)$/.test(`${first?.name ?? ""} ${second?.name ?? ""}`)
  )
    return true;
  const type = first?.typeAnnotation?.typeAnnotation;
  const typeName =
    type?.type === "TSTypeReference" && type.typeName.type === "Identifier" ? type.typeName.name : "";
  if (
    /^(?:Next|Fastify)?Request$|^IncomingMessage$/.test(typeName) &&
    /^_?req(?:uest)?$/.test(first?.name ?? "")
  )
    return true;
  if (/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(symbol))
    return /(?:^|\/)(?:route|\+server)\.[cm]?[jt]sx?$/.test(module.path);
  return node.parent?.type === "MethodDefinition" && node.parent.decorators.some(isRouteDecorator);
}

function isRouteDecorator({ expression }: TSESTree.Decorator): boolean {
  const callee = expression.type === "CallExpression" ? expression.callee : expression;
  return callee.type === "Identifier" && DECORATORS.test(callee.name);
}
