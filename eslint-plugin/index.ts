import type { ESLint, Linter, Rule } from "eslint";
import { noSpanAroundGenerator } from "./rules/no-span-around-generator.ts";
import { requireSpan } from "./rules/require-span.ts";
import { version } from "./version.ts";

interface SpanwrightPlugin extends ESLint.Plugin {
  readonly rules: Record<"no-span-around-generator" | "require-span", Rule.RuleModule>;
  readonly configs: { readonly recommended: Linter.Config };
}

const plugin: SpanwrightPlugin = {
  meta: { name: "eslint-plugin-spanwright", version, namespace: "spanwright" },
  // The rules are written against typescript-eslint's types of the same objects.
  rules: {
    "no-span-around-generator": noSpanAroundGenerator,
    "require-span": requireSpan,
  } as unknown as SpanwrightPlugin["rules"],
  configs: {
    recommended: {
      name: "spanwright/recommended",
      plugins: {
        get spanwright() {
          return plugin;
        },
      },
      rules: { "spanwright/no-span-around-generator": "error" },
    },
  },
};

export default plugin;
