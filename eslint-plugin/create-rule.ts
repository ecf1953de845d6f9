import type { TSESLint } from "@typescript-eslint/utils";

export interface RuleDocs {
  readonly description: string;
  /** In the `recommended` config, and so in `strict`. */
  readonly recommended: boolean;
  /** In the `strict` config, though not in `recommended`. */
  readonly strict?: boolean;
  /** Further configs that hold the rule. */
  readonly configs?: readonly ("migration" | "conventions" | "on-save")[];
  /** Off in the `tests` config: a test may exit, loop over spans or hold trivial ones. */
  readonly offInTests?: boolean;
}

type Meta<MessageIds extends string, Options extends readonly unknown[]> = Omit<
  TSESLint.RuleMetaData<MessageIds, RuleDocs, Options>,
  "docs" | "defaultOptions" | "languages"
> & {
  readonly docs: RuleDocs;
  readonly defaultOptions: Options;
};

export type RuleContext<MessageIds extends string, Options extends readonly unknown[]> = Readonly<
  TSESLint.RuleContext<MessageIds, Options>
>;

/**
 * Types a rule. `RuleCreator` does the same and more, but it would be a run-time dependency; ESLint itself merges `defaultOptions`
 * since 9.15.
 */
export function createRule<MessageIds extends string, Options extends readonly unknown[]>(rule: {
  readonly meta: Meta<MessageIds, Options>;
  readonly create: (context: RuleContext<MessageIds, Options>) => TSESLint.RuleListener;
}): TSESLint.RuleModule<MessageIds, Options> {
  return { ...rule, meta: { ...rule.meta, languages: ["js/js"] } };
}
