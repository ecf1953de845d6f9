import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappers } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { findProperty } from "../repairs/property.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { readSdkReference, sdkFunctionOf } from "../sdk-reference.ts";
import { removedProblem, type UpgradeProblem } from "./problem.ts";

/** Options by names of version 7: `tracingOrigins`, `routingInstrumentation`. */
export function initOptionProblems(file: SpanFile, node: TSESTree.Node): readonly UpgradeProblem[] {
  if (file.sdk.major < 8) return [];
  const options = optionsOf(file, node);
  if (options === undefined) return [];
  const problems: UpgradeProblem[] = [];
  const origins = findProperty(options, "tracingOrigins");
  if (origins !== undefined) {
    const isFree = findProperty(options, "tracePropagationTargets") === undefined;
    const isInit = sdkFunctionOf(file, node) === "init";
    const repair =
      isFree && isInit && !origins.shorthand
        ? repairOf([replaceRange(origins.key.range, "tracePropagationTargets")])
        : undefined;
    const instead = isInit ? "tracePropagationTargets" : "tracePropagationTargets of init";
    problems.push(
      removedProblem(file, {
        node: origins,
        what: "tracingOrigins",
        instead,
        isIgnored: true,
        repair,
        isCertain: true,
      }),
    );
  }
  const routing = findProperty(options, "routingInstrumentation");
  if (routing !== undefined) {
    const instead = "the router's own integration, such as reactRouterV6BrowserTracingIntegration";
    problems.push(
      removedProblem(file, { node: routing, what: "routingInstrumentation", instead, isIgnored: true }),
    );
  }
  return problems;
}

/** `Sentry.init({ … })`, `Sentry.browserTracingIntegration({ … })`, `new Sentry.BrowserTracing({ … })`. */
function optionsOf(file: SpanFile, node: TSESTree.Node): TSESTree.ObjectExpression | undefined {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  const path = readSdkReference(file, node.callee)?.path;
  const name = path?.length === 1 ? path[0] : undefined;
  if (name !== "init" && name !== "browserTracingIntegration" && name !== "BrowserTracing") return undefined;
  const [first] = node.arguments;
  const options = first === undefined ? undefined : skipWrappers(first);
  return options?.type === "ObjectExpression" ? options : undefined;
}
