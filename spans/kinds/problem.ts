import { messageText, type Check } from "../check.ts";
import type { Kind } from "../kind.ts";
import { mentionsSentry } from "../mentions-sentry.ts";
import { skip } from "../outcome.ts";
import type { CheckName } from "../check-name.ts";
import type { CodemodName, ProblemSite } from "../site.ts";

/** A check as a kind of site, so that its repairs go through the same planning, verification and report as insertions. */
export function problemKind(
  check: Check<CheckName, string, object> & { readonly codemod: CodemodName },
): Kind<ProblemSite> {
  return {
    kind: "problem",
    codemod: check.codemod,
    anchors: (config) => check.anchors(config),
    companion: (config) =>
      check.companion === undefined ? mentionsSentry(config) : check.companion(config, check.defaultOptions),
    nodeTypes: check.nodeTypes,
    detect: (node, file) =>
      check.detect(node, file, check.defaultOptions).map((problem) => ({
        kind: "problem",
        check: check.name,
        node: problem.node,
        problem,
        text: messageText(check.messages[problem.message] ?? problem.message, problem.data),
      })),
    plan: ({ problem: { repair }, text }) =>
      repair === undefined
        ? skip("needs-a-person", text)
        : { kind: "plan", decision: "edit", group: repair.group, needs: repair.needs },
  };
}
