import type { TSESLint } from "@typescript-eslint/utils";
import type { JSONSchema4 } from "@typescript-eslint/utils/json-schema";
import {
  repairEdits,
  type Check,
  type CheckName,
  type Repair,
  type SpanFile,
  type SpanProblem,
  type SpanwrightConfig,
} from "../spans/index.ts";
import { createRule, type RuleDocs } from "./create-rule.ts";
import { readDirectives } from "./directives.ts";
import { mentionsSentry } from "../spans/mentions-sentry.ts";
import { wordsPattern } from "../spans/words.ts";
import { mergedEdit } from "./merged-edit.ts";
import { openFile, type TextGate } from "./open-file.ts";

/** What a check's rule says of itself beyond what the check knows. */
export interface CheckRuleMeta<Options extends object> {
  readonly type: "problem" | "suggestion" | "layout";
  readonly docs: RuleDocs;
  /** Some problems have a repair: the rule has fixes or suggestions. `choices`: only alternatives, of which a person takes one. */
  readonly repairs?: "fix" | "suggestion" | "both" | "choices";
  /** Schema of each option, with a description. */
  readonly options?: { readonly [Key in keyof Options]: JSONSchema4 };
}

interface Autofix {
  readonly autofix?: boolean;
}

/**
 * The rule that shows what a check finds. A certain repair is its fix, another one its suggestion; with `autofix` each repair is a fix,
 * the same bytes as the codemod's.
 */
export function createCheckRule<Name extends CheckName, Message extends string, Options extends object>(
  check: Check<Name, Message, Options>,
  { type, docs, repairs, options }: CheckRuleMeta<Options>,
): TSESLint.RuleModule<Message | "invalidConfig", readonly [Partial<Options> & Autofix]> {
  // Compiled once for a config, not once for each file.
  const words = new WeakMap<SpanwrightConfig, RegExp>();
  const wordsOf = (config: SpanwrightConfig): RegExp => {
    const pattern = words.get(config) ?? wordsPattern(check.anchors(config));
    words.set(config, pattern);
    return pattern;
  };
  const gateWith =
    (options: Options) =>
    (config: SpanwrightConfig): TextGate => ({
      test: (text) =>
        (check.companion === undefined ? mentionsSentry(config) : check.companion(config, options))?.test(
          text,
        ) !== false && wordsOf(config).test(text),
    });
  const isFixable = repairs !== undefined && repairs !== "choices";
  return createRule<Message | "invalidConfig", readonly [Partial<Options> & Autofix]>({
    meta: {
      type,
      docs,
      ...(isFixable ? { fixable: "code" } : {}),
      ...(repairs === undefined ? {} : { hasSuggestions: true }),
      schema: [schemaOf(options, isFixable)],
      defaultOptions: [{}],
      messages: { ...check.messages, invalidConfig: "{{source}} is not valid: {{problems}}." } as Record<
        Message | "invalidConfig",
        string
      >,
    },
    create(context) {
      const [{ autofix = false, ...own }] = context.options;
      const options = { ...check.defaultOptions, ...own };
      const opened = openFile(context, gateWith(options));
      if (opened.kind === "closed") return {};
      if (opened.kind === "invalid-config") {
        const { source, problems } = opened;
        // Each rule meets the same fault; the first that looks at the file tells it.
        if (reported.has(context.sourceCode.ast)) return {};
        reported.add(context.sourceCode.ast);
        return {
          Program: ({ loc }) =>
            context.report({ loc: loc.start, messageId: "invalidConfig", data: { source, problems } }),
        };
      }
      const { file } = opened;
      const found: SpanProblem<Message>[] = [];
      const visit: TSESLint.RuleFunction = (node) => {
        found.push(...check.detect(node, file, options));
      };
      return {
        ...Object.fromEntries(check.nodeTypes.map((nodeType) => [nodeType, visit])),
        "Program:exit"() {
          if (found.length === 0) return;
          const isFixed = (problem: SpanProblem): boolean =>
            problem.repair !== undefined && (autofix || problem.isCertain === true);
          const fixes = createFixes(file, context.id, found.filter(isFixed));
          for (const problem of found) {
            const { node, message, data, repair, alternatives = [] } = problem;
            const fix = fixes(problem);
            const offered =
              repair === undefined || isFixed(problem) ? alternatives : [repair, ...alternatives];
            context.report({
              node,
              messageId: message,
              ...(data === undefined ? {} : { data }),
              fix: fix ?? null,
              suggest: offered.map((one) => ({
                messageId: one.message,
                ...(one.data === undefined ? {} : { data: one.data }),
                fix: fixOf(file, [one]),
              })),
            });
          }
        },
      };
    },
  });
}

const reported = new WeakSet<object>();

/**
 * The fix of each problem. Those that need an import share one fix for the whole file: with fixes of their own they would wait in line
 * for the import, and one applied without it would leave a call of nothing.
 */
function createFixes(
  file: SpanFile,
  ruleId: string,
  problems: readonly SpanProblem[],
): (problem: SpanProblem) => TSESLint.ReportFixFunction | undefined {
  const needing = problems.filter(({ repair }) => (repair?.needs.length ?? 0) > 0);
  if (needing.length === 0)
    return (problem) =>
      problem.repair !== undefined && problems.includes(problem) ? fixOf(file, [problem.repair]) : undefined;
  const isDisabled = readDirectives(file.comments, ruleId);
  const open = problems.filter(({ node }) => !isDisabled(node.loc.start.line));
  const whole =
    open.length === 0
      ? undefined
      : fixOf(
          file,
          open.flatMap(({ repair }) => repair ?? []),
        );
  return (problem) => (open.includes(problem) ? whole : undefined);
}

function fixOf(file: SpanFile, repairs: readonly Repair[]): TSESLint.ReportFixFunction {
  return (fixer) => {
    const { range, text } = mergedEdit(file, repairEdits(file, repairs));
    return fixer.replaceTextRange([...range], text);
  };
}

function schemaOf<Options extends object>(
  options: CheckRuleMeta<Options>["options"],
  hasRepairs: boolean,
): JSONSchema4 {
  return {
    type: "object",
    description: "Options of the rule.",
    properties: {
      ...options,
      ...(hasRepairs
        ? {
            autofix: {
              type: "boolean",
              description:
                "Let --fix and fix on save apply every repair; without, those that need a look are suggestions.",
            },
          }
        : {}),
    },
    additionalProperties: false,
  };
}
