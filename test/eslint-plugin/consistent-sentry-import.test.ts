import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const named = [{ style: "named" }];
const change = (messageId: "namespace" | "named") => ({ messageId, data: { module: "@sentry/node" } });

new RuleTester({ languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } }).run(
  "consistent-sentry-import",
  plugin.rules["consistent-sentry-import"],
  {
    valid: [
      { name: "a namespace", code: `import * as Sentry from "@sentry/node";\nSentry.init();` },
      {
        name: "types beside it",
        code: `import * as Sentry from "@sentry/node";\nimport type { Span } from "@sentry/node";`,
      },
      { name: "only types", code: `import { type Span } from "@sentry/node";` },
      {
        name: "what is no SDK, and what wraps the config of a build",
        code: `import { sentryVitePlugin } from "@sentry/vite-plugin";
import { nodeProfilingIntegration } from "@sentry/profiling-node";
import { withSentryConfig } from "@sentry/nextjs";
import { sentrySvelteKit } from "@sentry/sveltekit";`,
      },
      { name: "names, when asked", code: `import { init } from "@sentry/node";\ninit();`, options: named },
    ],
    invalid: [
      {
        name: "names become members, short properties and types too",
        code: `import { init, startSpan as start, Span } from '@sentry/node'
init()
export const tools = { init, begin: start }
export let span: Span
`,
        output: `import * as Sentry from '@sentry/node'
Sentry.init()
export const tools = { init: Sentry.init, begin: Sentry.startSpan }
export let span: Sentry.Span
`,
        errors: [{ ...change("namespace"), line: 1, column: 1 }],
      },
      {
        name: "a default import and a second namespace join the first",
        code: `import * as S from "@sentry/node";\nimport Sentry from "@sentry/node";\nimport * as T from "@sentry/node";\nS.init(Sentry.a, T.b);`,
        output: `import * as S from "@sentry/node";\nS.init(S.a, S.b);`,
        errors: [{ ...change("namespace"), line: 2 }],
      },
      {
        name: "no fix where the name is shadowed, taken, exported, markup, or a comment would go",
        code: `import { init } from "@sentry/node";\nfunction f(Sentry: Bridge) { init(Sentry); }`,
        output: null,
        errors: [change("namespace")],
      },
      {
        name: "taken",
        code: `import { init } from "@sentry/node";\nconst Sentry = 1;\ninit(Sentry);`,
        output: null,
        errors: [change("namespace")],
      },
      {
        name: "markup",
        code: `import { ErrorBoundary } from "@sentry/react";\nexport const a = <ErrorBoundary>x</ErrorBoundary>;`,
        output: null,
        errors: [{ messageId: "namespace" }],
      },
      {
        name: "a comment",
        code: `import { init /* first */ } from "@sentry/node";\ninit();`,
        output: null,
        errors: [change("namespace")],
      },
      {
        name: "members become names, when asked",
        code: `import * as Sentry from "@sentry/node";\nSentry.init();\nSentry.startSpan({ name: "a" }, (span: Sentry.Span) => Sentry.init(span));`,
        options: named,
        output: `import { init, startSpan, type Span } from "@sentry/node";\ninit();\nstartSpan({ name: "a" }, (span: Span) => init(span));`,
        errors: [change("named")],
      },
      {
        name: "no names where the namespace is handed on, or a name is used already",
        code: `import * as Sentry from "@sentry/node";\nconst init = () => Sentry.init();\ntest(Sentry);`,
        options: named,
        output: null,
        errors: [change("named")],
      },
    ],
  },
);
