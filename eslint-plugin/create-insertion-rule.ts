import type { TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { JSONSchema4 } from "@typescript-eslint/utils/json-schema";
import {
  createGate,
  editsOf,
  helpersOf,
  insertionNames,
  isFunction,
  messageText,
  planFile,
  type FilePlan,
  type InsertionName,
  type SpanPlan,
  type SpanSite,
  type TextEdit,
} from "../spans/index.ts";
import { helperPathOf } from "../spans/client/side.ts";
import { classifyText } from "../spans/project/classify-text.ts";
import { isSelected } from "../spans/project/selection.ts";
import { createRule, type RuleDocs } from "./create-rule.ts";
import { readDirectives } from "./directives.ts";
import { mergedEdit } from "./merged-edit.ts";
import { openFile } from "./open-file.ts";
import { hasHelpers } from "./project.ts";

export interface InsertionRuleOptions {
  /** `true`: `--fix` and fix on save change the file; `false` (default): each problem has a suggestion. */
  readonly autofix?: boolean;
  /** Only the sites of these codemods; absent: all. */
  readonly only?: readonly InsertionName[];
}

export type InsertionMessage = SpanPlan["decision"] | "missingHelper" | "invalidConfig" | "change";

export type InsertionSite = Exclude<SpanSite, { readonly kind: "problem" }>;

/** A site that `spanwright apply` would change. */
interface OpenSite {
  readonly site: InsertionSite;
  readonly plan: SpanPlan;
}

/** Which sites a rule of this kind reports, and what it says of itself. */
export interface InsertionRuleMeta {
  readonly docs: RuleDocs;
  /** Only the sites of these codemods; absent: the rule's option `only` says it. */
  readonly codemods?: readonly InsertionName[];
  /** Of these, only some kinds. */
  readonly kinds?: readonly InsertionSite["kind"][];
}

/** The lint side of the codemods: reports the sites that `spanwright apply` would change, and its fix gives the same bytes. */
export function createInsertionRule({
  docs,
  codemods,
  kinds,
}: InsertionRuleMeta): TSESLint.RuleModule<InsertionMessage, readonly [InsertionRuleOptions]> {
  return createRule<InsertionMessage, readonly [InsertionRuleOptions]>({
    meta: {
      type: "suggestion",
      docs,
      fixable: "code",
      hasSuggestions: true,
      schema: [
        codemods === undefined
          ? { ...schema, properties: { ...schema.properties, only: onlySchema } }
          : schema,
      ],
      defaultOptions: [{}],
      messages: {
        ...decisionText,
        missingHelper: "{{problem}} It takes {{helpers}} in {{module}}; 'spanwright apply' writes both.",
        invalidConfig: "{{source}} is not valid: {{problems}}.",
        change: "Change it as 'spanwright apply' does.",
      },
    },
    create(context) {
      const [{ autofix = false, only = codemods ?? insertionNames }] = context.options;
      const opened = openFile(context, (config) => createGate(config, only));
      if (opened.kind === "closed") return {};
      if (opened.kind === "invalid-config") {
        const { source, problems } = opened;
        return {
          Program: ({ loc }) =>
            context.report({ loc: loc.start, messageId: "invalidConfig", data: { source, problems } }),
        };
      }
      const { file, root, hasSdk } = opened;
      // What `spanwright apply` does not look at is not reported either.
      if (!hasSdk || !isSelected(file.path, file.config) || classifyText(file.text) !== undefined) return {};

      const isPossible = ({ plan }: OpenSite): boolean =>
        hasHelpers(root, helperPathOf(file), helpersOf([plan]));

      return {
        Program() {
          const plan = planFile(file, { only });
          const sites = openSites(plan).filter(({ site }) => kinds?.includes(site.kind) !== false);
          if (sites.length === 0) return;
          const isDisabled = readDirectives(file.comments, context.id);
          const fixed = autofix
            ? sites.filter((one) => isPossible(one) && !isDisabled(one.site.node.loc.start.line))
            : [];
          const whole = fixed.length === 0 ? undefined : editOf(plan, fixed);
          for (const one of sites) {
            const { decision, name, op } = one.plan;
            const possible = isPossible(one);
            const data = {
              what: what[one.site.kind],
              label: name === undefined ? "" : ` '${name}'${op === undefined ? "" : ` (${op})`}`,
              helpers: helpersOf([one.plan]).join(", "),
              module: helperPathOf(file),
            };
            context.report({
              loc: { start: one.site.node.loc.start, end: headEnd(one.site.node) },
              messageId: possible ? decision : "missingHelper",
              data: { ...data, problem: messageText(decisionText[decision], data) },
              // One fix carries the whole file, and every problem has it: all or nothing, and done in one pass. With fixes of their
              // own, sites would wait in line for the import, and one applied without it would leave a call of nothing.
              fix:
                whole !== undefined && fixed.includes(one)
                  ? (fixer) => fixer.replaceTextRange([...whole.range], whole.text)
                  : null,
              suggest: possible
                ? [
                    {
                      messageId: "change",
                      fix: (fixer) => {
                        const { range, text } = editOf(plan, [one]);
                        return fixer.replaceTextRange([...range], text);
                      },
                    },
                  ]
                : [],
            });
          }
        },
      };
    },
  });
}

const decisionText: Record<SpanPlan["decision"], string> = {
  wrap: "This {{what}} has no span{{label}}.",
  carry: "This {{what}} sends its message without the trace{{label}}.",
  continue: "This {{what}} does not continue the trace of its message{{label}}.",
  edit: "This {{what}} lacks what the trace needs{{label}}.",
};

const schema = {
  type: "object",
  description: "What to report, and whether to fix it.",
  properties: {
    autofix: {
      type: "boolean",
      description: "Let --fix and fix on save put the spans in; without, they are suggestions.",
    },
  },
  additionalProperties: false,
} as const satisfies JSONSchema4;

const onlySchema: JSONSchema4 = {
  type: "array",
  description: "Report only the sites of these codemods.",
  items: { type: "string", enum: [...insertionNames] },
  uniqueItems: true,
  minItems: 1,
};

const what: Record<InsertionSite["kind"], string> = {
  "db-call": "database call",
  provider: "provider",
  step: "step",
  "message-send": "send site",
  "message-receive": "receive site",
  "message-type": "message type",
  "client-action": "client action",
  ipc: "message between processes",
  "message-schema": "message schema",
  function: "function",
  tick: "tick",
  phase: "phase",
  "child-process": "process",
  "tool-call": "tool call",
  service: "service method",
};

/** Message types are edited in files that others import from, which a rule never sees together: they are the codemod's alone. */
function openSites({ sites }: FilePlan): OpenSite[] {
  return sites.flatMap(({ site, outcome }) =>
    outcome.kind === "plan" && site.kind !== "message-type" && site.kind !== "problem"
      ? [{ site, plan: outcome }]
      : [],
  );
}

/** The edits of some sites, imports included, as one replacement. */
function editOf(plan: FilePlan, sites: readonly OpenSite[]): TextEdit {
  return mergedEdit(
    plan.file,
    editsOf(
      plan,
      sites.map((one) => one.plan),
    ),
  );
}

/** Functions are underlined up to their body. */
function headEnd(node: TSESTree.Node): TSESTree.Position {
  return isFunction(node) ? node.body.loc.start : node.loc.end;
}
