import type { ESLint, Linter } from "eslint";
import type { RuleDocs } from "./create-rule.ts";
import { rules } from "./rules/index.ts";

export type ConfigName = "recommended" | "strict" | "migration" | "conventions" | "on-save" | "tests" | "all";

/**
 * The shared configs, worked out from what the rules say of themselves. All use `error`: ESLint's bulk suppressions, the way to burn a
 * list down, look at errors only.
 */
export function createConfigs(plugin: () => ESLint.Plugin): Record<ConfigName, Linter.Config> {
  const config = (
    name: ConfigName,
    severity: (docs: RuleDocs) => Linter.RuleEntry | undefined,
  ): Linter.Config => ({
    name: `spanwright/${name}`,
    plugins: {
      get spanwright() {
        return plugin();
      },
    },
    rules: Object.fromEntries(
      Object.entries(rules).flatMap(([rule, { meta }]) => {
        const entry = severity(meta.docs as RuleDocs);
        return entry === undefined ? [] : [[`spanwright/${rule}`, entry]];
      }),
    ),
  });
  return {
    recommended: config("recommended", ({ recommended }) => (recommended ? "error" : undefined)),
    strict: config("strict", ({ recommended, strict }) =>
      recommended || strict === true ? "error" : undefined,
    ),
    migration: config("migration", inConfig("migration")),
    conventions: config("conventions", inConfig("conventions")),
    "on-save": config("on-save", (docs) =>
      inConfig("on-save")(docs) === undefined ? undefined : ["error", { autofix: true }],
    ),
    tests: config("tests", ({ recommended, offInTests }) =>
      recommended ? (offInTests === true ? "off" : "error") : undefined,
    ),
    all: config("all", () => "error"),
  };
}

function inConfig(name: NonNullable<RuleDocs["configs"]>[number]) {
  return ({ configs }: RuleDocs): "error" | undefined =>
    configs?.includes(name) === true ? "error" : undefined;
}
