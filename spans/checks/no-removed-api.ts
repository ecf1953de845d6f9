import type { TSESTree } from "@typescript-eslint/types";
import { defineCheck } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { exportProblem } from "../upgrade/exports.ts";
import { importProblems } from "../upgrade/imports.ts";
import { initOptionProblems } from "../upgrade/init-options.ts";
import type { UpgradeMessage, UpgradeProblem } from "../upgrade/problem.ts";
import { scopeMemberProblem } from "../upgrade/scope-members.ts";
import { spanJsonProblems } from "../upgrade/span-json.ts";
import { spanMemberProblem } from "../upgrade/span-members.ts";
import { startOptionProblems } from "../upgrade/start-options.ts";
import { nodesOf } from "../walk.ts";

/**
 * What the installed major of the SDK no longer has: exports, packages, methods of spans and scopes, options. Where the right form is
 * certain it is written; anything else gets a marker for a person.
 *
 * @see facts: sentry 2 and 5
 */
export const noRemovedApi = defineCheck<"no-removed-api", UpgradeMessage>({
  name: "no-removed-api",
  codemod: "upgrade-api",
  messages: {
    removed: "Version {{major}} of the SDK has no '{{what}}': use {{instead}}.",
    ignored: "Version {{major}} of the SDK ignores '{{what}}': use {{instead}}.",
    replace: "Use {{instead}}.",
    mark: "Leave a marker for later.",
  },
  defaultOptions: {},
  anchors: (config) => ["sentry", "Sentry", ...startAnchors(config)],
  // All at once: two problems on a line share one marker.
  nodeTypes: ["Program"],
  detect: (node, file) => (node.type === "Program" ? withOneMarkerPerLine(file, problemsIn(file, node)) : []),
});

function problemsIn(file: SpanFile, program: TSESTree.Program): readonly UpgradeProblem[] {
  const problems = [...importProblems(file, program)];
  for (const node of nodesOf(program)) {
    switch (node.type) {
      case "MemberExpression":
        problems.push(
          ...[
            exportProblem(file, node),
            spanMemberProblem(file, node),
            scopeMemberProblem(file, node),
          ].filter((problem) => problem !== undefined),
          ...spanJsonProblems(file, node),
        );
        break;
      case "VariableDeclarator":
        problems.push(...spanJsonProblems(file, node));
        break;
      case "CallExpression":
      case "NewExpression":
        problems.push(...startOptionProblems(file, node), ...initOptionProblems(file, node));
    }
  }
  return problems.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function withOneMarkerPerLine(
  file: SpanFile,
  problems: readonly UpgradeProblem[],
): readonly UpgradeProblem[] {
  const marked = new Set<number>();
  return problems.map((problem) => {
    const at = problem.repair?.message === "mark" ? problem.repair.group.range[0] : undefined;
    if (at === undefined) return problem;
    if (!marked.has(at)) {
      marked.add(at);
      return problem;
    }
    const { repair: _repair, ...rest } = problem;
    return rest;
  });
}
