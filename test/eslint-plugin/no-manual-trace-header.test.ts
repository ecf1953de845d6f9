import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

/** What the fixtures of fix-propagation do not say: both suggestions, and where each problem is. */
new RuleTester({ languageOptions: { parser } }).run(
  "no-manual-trace-header",
  plugin.rules["no-manual-trace-header"],
  {
    valid: [
      {
        name: "what the SDK makes",
        code: `${sentry}fetch(url, { headers: { ...Sentry.getTraceData() } });\n`,
      },
      {
        name: "a header of a span",
        code: `${sentry}fetch(url, { headers: { "sentry-trace": Sentry.spanToTraceHeader(span) } });\n`,
      },
      {
        name: "a value from a function",
        code: 'fetch(url, { headers: { "sentry-trace": currentTrace().trace } });\n',
      },
      { name: "headers of a response", code: 'response.json({ headers: { "sentry-trace": traceId } });\n' },
      {
        name: "what came in, read and not sent",
        code: 'continueTrace({ sentryTrace: req.headers["sentry-trace"] }, run);\n',
      },
      { name: "a request of a test", code: 'app.inject({ headers: { "sentry-trace": traceId } });\n' },
      {
        name: "the right variables",
        code: "spawn(node, [], { env: { SENTRY_TRACE: trace, SENTRY_BAGGAGE: baggage } });\n",
      },
      { name: "a constant by that name", code: "export const names = { SENTRY_TRACE_ID: 1 };\n" },
    ],
    invalid: [
      {
        name: "ids in a header, with the baggage that goes with it",
        code: `${sentry}fetch(url, { headers: { accept, "sentry-trace": \`\${traceId}-\${spanId}\`, baggage } });\n`,
        output: null,
        errors: [
          {
            messageId: "parts",
            line: 2,
            column: 33,
            endColumn: 47,
            suggestions: [
              {
                messageId: "toTraceData",
                output: `${sentry}fetch(url, { headers: { accept, ...Sentry.getTraceData() } });\n`,
              },
              { messageId: "remove", output: `${sentry}fetch(url, { headers: { accept } });\n` },
            ],
          },
        ],
      },
      {
        name: "headers made first",
        code: `${sentry}const headers = new Headers({ "sentry-trace": traceId });\nheaders.set("sentry-trace", req.headers["sentry-trace"]);\nfetch(url, { headers });\n`,
        errors: [
          {
            messageId: "parts",
            line: 2,
            suggestions: [
              {
                messageId: "toTraceData",
                output: `${sentry}const headers = new Headers({ ...Sentry.getTraceData() });\nheaders.set("sentry-trace", req.headers["sentry-trace"]);\nfetch(url, { headers });\n`,
              },
              {
                messageId: "remove",
                output: `${sentry}const headers = new Headers({  });\nheaders.set("sentry-trace", req.headers["sentry-trace"]);\nfetch(url, { headers });\n`,
              },
            ],
          },
          { messageId: "forwarded", line: 3, column: 13, endColumn: 27 },
        ],
      },
      {
        name: "ids that are made up, on a condition",
        code: `${sentry}fetch(url, { headers: { ...(on ? { "sentry-trace": hex(16) + "-" + hex(8) } : {}) } });\n`,
        errors: [
          {
            messageId: "parts",
            suggestions: [
              {
                messageId: "toTraceData",
                output: `${sentry}fetch(url, { headers: { ...(on ? { ...Sentry.getTraceData() } : {}) } });\n`,
              },
              { messageId: "remove", output: `${sentry}fetch(url, { headers: { ...(on ? {  } : {}) } });\n` },
            ],
          },
        ],
      },
      {
        name: "variables that no SDK reads",
        code: "const env = { SENTRY_TRACE_ID: id };\nspawn(node, [], { env });\nrun(process.env.SENTRY_SPAN_ID);\n",
        errors: [
          { messageId: "environment", data: { name: "SENTRY_TRACE_ID" }, line: 1, column: 15 },
          { messageId: "environment", data: { name: "SENTRY_SPAN_ID" }, line: 3, column: 5, endColumn: 31 },
        ],
      },
    ],
  },
);
