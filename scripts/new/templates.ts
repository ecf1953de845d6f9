import { camelCase } from "./names.ts";

/** The text of each file of a new rule that shows a check: path from the repository -> text. */
export function ruleFiles(name: string): Readonly<Record<string, string>> {
  const variable = camelCase(name);
  return {
    [`spans/checks/${name}.ts`]: `import { readSpanCall } from "../calls.ts";
import { defineCheck } from "../check.ts";
import { startAnchors } from "../naming/attribute-writes.ts";

/**
 * TODO: what is wrong, and what happens then.
 *
 * @see facts: TODO
 */
export const ${variable} = defineCheck<"${name}", "found">({
  name: "${name}",
  messages: { found: "TODO: what is wrong with '{{name}}', and what to do." },
  defaultOptions: {},
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    const call = readSpanCall(file, node);
    return call?.name === "todo" ? [{ node, message: "found", data: { name: call.name } }] : [];
  },
});
`,
    [`eslint-plugin/rules/${name}.ts`]: `import { ${variable} as check } from "../../spans/checks/${name}.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const ${variable} = createCheckRule(check, {
  type: "problem",
  docs: { description: "disallow TODO", recommended: false },
});
`,
    [`test/eslint-plugin/${name}.test.ts`]: `import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const start = (options: string): string =>
  \`import * as Sentry from "@sentry/node";\\nSentry.startSpan(\${options}, () => work());\\n\`;

// The project is this repository: it has @sentry/node 11 and no spanwright config at its root.
new RuleTester({ languageOptions: { parser } }).run("${name}", plugin.rules["${name}"], {
  valid: [{ name: "other spans", code: start('{ name: "settle order", op: "function" }') }],
  invalid: [
    {
      name: "TODO",
      code: start('{ name: "todo", op: "function" }'),
      errors: [{ messageId: "found", data: { name: "todo" }, line: 2, column: 1 }],
    },
  ],
});
`,
    [`docs/rules/${name}.md`]: `# ${name}

Disallows TODO.

TODO: what happens, in which version.

## Rule details

\`\`\`ts incorrect
import * as Sentry from "@sentry/node";

Sentry.startSpan({ name: "todo", op: "function" }, () => work());
\`\`\`

\`\`\`ts correct
import * as Sentry from "@sentry/node";

Sentry.startSpan({ name: "settle order", op: "function" }, () => work());
\`\`\`

## What it does not see

TODO
`,
  };
}

/** The text of each file of a new codemod that repairs: a check with `codemod: "<name>"` gives it something to do. */
export function codemodFiles(name: string): Readonly<Record<string, string>> {
  return {
    [`docs/codemods/${name}.md`]: `# ${name}

TODO: what it does, in a sentence.

## Before and after

\`\`\`ts
\`\`\`

\`\`\`ts
\`\`\`

## Options

## When not to use it

Source: [\`spans/checks\`](../../spans/checks).
`,
    [`fixtures/${name}/leaves-other-code-alone.skipped.ts`]: `// spanwright-expect: nothing
import * as Sentry from "@sentry/node";

export const settle = (order: Order) =>
  Sentry.startSpan({ name: "settle order", op: "function" }, () => charge(order));
`,
  };
}
