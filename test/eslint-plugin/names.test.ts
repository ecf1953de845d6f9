import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

// The project is this repository: it has @sentry/node 11 and no spanwright config at its root.
const tester = new RuleTester({ languageOptions: { parser } });
const start = (options: string, body = "() => work()"): string =>
  `import * as Sentry from "@sentry/node";\nSentry.startSpan(${options}, ${body});\n`;

tester.run("valid-span-op", plugin.rules["valid-span-op"], {
  valid: [
    {
      name: "ops that are allowed",
      code: start('{ name: "a", op: "ai.build" }'),
      options: [{ allow: ["ai.*"] }],
    },
    { name: "ops of the team", code: start('{ name: "a", op: "runner.build" }') },
    {
      name: "ops of another library",
      code: 'tracer.startSpan({ name: "a", op: "db.redis" }, () => work());',
    },
  ],
  invalid: [
    {
      name: "any other op, where all must be known",
      code: start('{ name: "a", op: "runner.build" }'),
      options: [{ mode: "conventions" }],
      errors: [{ messageId: "unknown", line: 2, column: 35, endColumn: 49 }],
    },
    {
      name: "a misspelt op, with what was probably meant",
      code: start('{ name: "a", op: "http.clien" }'),
      errors: [
        {
          messageId: "near",
          suggestions: [{ messageId: "write", output: start('{ name: "a", op: "http.client" }') }],
        },
      ],
    },
    {
      name: "an AI op of which the kind is not known, with the kinds there are",
      code: start('{ name: "a", op: "ai.build" }'),
      errors: [
        {
          messageId: "foreign",
          suggestions: ["gen_ai.invoke_agent", "gen_ai.chat", "gen_ai.execute_tool"].map((op) => ({
            messageId: "write",
            data: { replacement: op },
            output: start(`{ name: "a", op: "${op}" }`),
          })),
        },
      ],
    },
  ],
});

tester.run("require-span-op", plugin.rules["require-span-op"], {
  valid: [
    {
      name: "inactive spans, where that is allowed",
      code: 'import * as Sentry from "@sentry/node";\nconst span = Sentry.startInactiveSpan({ name: "a" });\nspan.end();\n',
      options: [{ allowForInactive: true }],
    },
    {
      name: "an op in the attributes",
      code: start('{ name: "a", attributes: { "sentry.op": "function" } }'),
    },
    { name: "options that may hold one", code: start('{ name: "a", ...options }') },
  ],
  invalid: [
    {
      name: "a span without one",
      code: start('{ name: "a" }'),
      errors: [
        {
          messageId: "missing",
          column: 18,
          suggestions: [{ messageId: "add", output: start('{ name: "a", op: "function" }') }],
        },
      ],
    },
  ],
});

tester.run("no-dynamic-span-op", plugin.rules["no-dynamic-span-op"], {
  valid: [
    { name: "a constant", code: `const OP = load();\n${start('{ name: "a", op: OP }')}` },
    {
      name: "a const that is one of two",
      code: `const op = isJob ? "queue.process" : "function";\n${start('{ name: "a", op }')}`,
    },
    { name: "no op", code: start('{ name: "a" }') },
  ],
  invalid: [
    {
      name: "a template",
      code: start('{ name: "a", op: `job.${kind}` }'),
      errors: [{ messageId: "dynamic", column: 35 }],
    },
    {
      name: "a parameter of any text",
      code: `import * as Sentry from "@sentry/node";\nconst run = (op: string) => Sentry.startSpan({ name: "a", op }, () => work());\n`,
      errors: [{ messageId: "dynamic", line: 2, column: 59 }],
    },
  ],
});

tester.run("no-high-cardinality-name", plugin.rules["no-high-cardinality-name"], {
  valid: [
    {
      name: "a hole that is allowed",
      code: start('{ name: `load ${region.id}`, op: "function" }'),
      options: [{ allow: ["^region\\."] }],
    },
    { name: "a hole that is no id", code: start('{ name: `load ${phase}`, op: "function" }') },
    {
      name: "one of a few values, where any hole counts",
      code: `type Key = string;\nconst run = (key: "a" | "b") => Sentry.startSpan({ name: \`load \${key}\`, op: "function" }, () => work(key));\nimport * as Sentry from "@sentry/node";\n`,
      options: [{ holes: "any" }],
    },
    { name: "a version in a literal", code: start('{ name: "GET /v2/orders", op: "http.client" }') },
  ],
  invalid: [
    {
      name: "any hole, where that is asked for",
      code: start('{ name: `load ${phase()}`, op: "function" }'),
      options: [{ holes: "any" }],
      errors: [{ messageId: "hole", data: { text: "phase()" }, line: 2, column: 26 }],
    },
    {
      name: "a literal with an id in it",
      code: start('{ name: "load 3f2504e0-4f89-41d3-9a0c-0305e82c3301", op: "function" }'),
      errors: [{ messageId: "literal" }],
    },
    {
      name: "a name that is an id, given later",
      code: start('{ name: "load", op: "function" }', "(span) => Sentry.updateSpanName(span, task.id)"),
      errors: [{ messageId: "whole", data: { text: "task.id" } }],
    },
    {
      name: "an id, with where to put it",
      code: start('{ name: `load ${task.id}`, op: "function", attributes: {} }'),
      errors: [
        {
          messageId: "hole",
          suggestions: [
            {
              messageId: "hoist",
              data: { name: "load", keys: "'task.id'" },
              output: start('{ name: "load", op: "function", attributes: { "task.id": task.id } }'),
            },
          ],
        },
      ],
    },
  ],
});
