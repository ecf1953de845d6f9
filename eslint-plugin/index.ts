import type { ESLint, Linter, Rule } from "eslint";
import { createConfigs, type ConfigName } from "./configs.ts";
import type { RuleName } from "./rule-name.ts";
import { rules } from "./rules/index.ts";
import { version } from "./version.ts";

interface SpanwrightPlugin extends ESLint.Plugin {
  readonly rules: Record<RuleName, Rule.RuleModule>;
  readonly configs: Record<ConfigName, Linter.Config>;
}

const plugin: SpanwrightPlugin = {
  meta: { name: "eslint-plugin-spanwright", version, namespace: "spanwright" },
  // The rules are written against typescript-eslint's types of the same objects.
  rules: rules as unknown as SpanwrightPlugin["rules"],
  configs: createConfigs(() => plugin),
};

export default plugin;
