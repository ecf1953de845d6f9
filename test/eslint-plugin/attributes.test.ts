import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

// The project is this repository: it has @sentry/node 11 and no spanwright config at its root.
const tester = new RuleTester({ languageOptions: { parser } });
const set = (attributes: string): string =>
  `import * as Sentry from "@sentry/node";\nSentry.getActiveSpan()?.setAttributes({ ${attributes} });\n`;

tester.run("no-deprecated-attribute", plugin.rules["no-deprecated-attribute"], {
  valid: [
    {
      name: "current keys, and keys of the team",
      code: set('"db.system.name": "pg", "query.limit": 3, "task.id": id'),
    },
    { name: "keys to leave alone", code: set('"db.system": "pg"'), options: [{ ignore: ["db.system"] }] },
    { name: "attributes of something else", code: 'element.setAttribute("db.system", "pg");' },
  ],
  invalid: [
    {
      name: "only suggests where the status is not one that counts as certain",
      code: set('"db.system": "pg"'),
      options: [{ fixStatuses: ["normalize"] }],
      errors: [
        {
          messageId: "deprecated",
          line: 2,
          column: 41,
          endColumn: 52,
          suggestions: [{ messageId: "rename", output: set('"db.system.name": "pg"') }],
        },
      ],
    },
    {
      name: "renames what Sentry renames as well",
      code: set('"db.system": "pg", "gen_ai.system": "openai"'),
      errors: [{ messageId: "deprecated" }, { messageId: "deprecated" }],
      output: set('"db.system.name": "pg", "gen_ai.provider.name": "openai"'),
    },
  ],
});

tester.run("no-unknown-attribute-namespace", plugin.rules["no-unknown-attribute-namespace"], {
  valid: [
    { name: "namespaces of the team", code: set('"openai.model": model, "agent.mood": mood') },
    { name: "deprecated keys, which are known", code: set('"ai.model_id": model') },
  ],
  invalid: [
    {
      name: "further namespaces",
      code: set('"openai.model": model'),
      options: [{ namespaces: ["openai"] }],
      errors: [{ messageId: "unknown", data: { key: "openai.model" } }],
    },
  ],
});

tester.run("valid-attribute-value", plugin.rules["valid-attribute-value"], {
  valid: [
    {
      name: "texts, numbers, truth values, lists of one of them",
      code: set('a: "1", b: 1, c: true, d: ["x", "y"], e: list'),
    },
    { name: "what may be missing", code: set("a: order?.id, b: undefined") },
    {
      name: "JSON where the conventions ask for it",
      code: set('"gen_ai.input.messages": JSON.stringify(messages)'),
    },
    { name: "JSON of something small", code: set("a: JSON.stringify(kinds)") },
    {
      name: "JSON, where it is allowed",
      code: set("a: JSON.stringify(payload)"),
      options: [{ allowJson: true }],
    },
  ],
  invalid: [
    {
      name: "what is dropped",
      code: set("a: {}, b: null, c: () => 1, d: NaN, e: [1, 'x'], f: [[1]], g: [{}], h: new Error('x')"),
      errors: [
        "an object",
        "null",
        "a function",
        "NaN",
        "a list of several types",
        "a list in a list",
        "a list of objects",
        "an error",
      ].map((kind) => ({ messageId: "dropped", data: { kind } })),
    },
    {
      name: "a caught error",
      code: `import * as Sentry from "@sentry/node";\ntry { work(); } catch (error) { Sentry.getActiveSpan()?.setAttribute("a", error); }\n`,
      errors: [{ messageId: "dropped", data: { kind: "an error" } }],
    },
    {
      name: "a date, with its text",
      code: set("a: new Date()"),
      errors: [
        {
          messageId: "dropped",
          suggestions: [{ messageId: "write", output: set("a: new Date().toISOString()") }],
        },
      ],
    },
  ],
});

tester.run("valid-attribute-type", plugin.rules["valid-attribute-type"], {
  valid: [
    { name: "values of unknown types", code: set('"gen_ai.usage.input_tokens": tokens') },
    { name: "keys that are not Sentry's", code: set('"task.count": "3"') },
    {
      name: "a number for a number",
      code: set('"gen_ai.request.temperature": 0.5, "gen_ai.usage.input_tokens": 12'),
    },
  ],
  invalid: [
    {
      name: "a fraction for an integer",
      code: set('"gen_ai.usage.input_tokens": 1.5'),
      errors: [
        {
          messageId: "type",
          data: { key: "gen_ai.usage.input_tokens", wanted: "an integer", actual: "a number" },
        },
      ],
    },
    {
      name: "a text that only a person can count",
      code: set('"gen_ai.usage.input_tokens": "a few"'),
      errors: [{ messageId: "type" }],
    },
  ],
});

tester.run("attribute-name-format", plugin.rules["attribute-name-format"], {
  valid: [
    {
      name: "keys with a namespace, and Sentry's",
      code: set('"task.id": id, "app.task.item_count": 3, "gen_ai.request.model": model'),
    },
    { name: "keys to leave alone", code: set("release: 1"), options: [{ ignore: ["release"] }] },
    { name: "a pattern of the team", code: set("taskId: 1"), options: [{ pattern: "^[a-z]+Id$" }] },
  ],
  invalid: [
    {
      name: "keys without one",
      code: set('projectId, "task.itemCount": 3'),
      options: [{ prefix: "shop" }],
      errors: [
        {
          messageId: "format",
          suggestions: [
            { messageId: "rename", output: set('"shop.project.id": projectId, "task.itemCount": 3') },
          ],
        },
        {
          messageId: "format",
          suggestions: [{ messageId: "rename", output: set('projectId, "task.item_count": 3') }],
        },
      ],
    },
  ],
});

tester.run("no-sensitive-attribute", plugin.rules["no-sensitive-attribute"], {
  valid: [
    {
      name: "counts and kinds",
      code: set(
        '"token.count": count, "prompt.length": prompt.length, "email.kind": kind, tokens: usage.tokens',
      ),
    },
    {
      name: "truth values about secrets",
      code: set('"has.token": Boolean(token), "is.signed": user.token !== undefined'),
    },
    { name: "what is allowed", code: set('"user.email": user.email'), options: [{ allow: ["user.email"] }] },
    { name: "the id of the user", code: set('"user.id": user.id') },
    { name: "a URL of one's own", code: set('"url.full": `${apiUrl}/events`') },
    { name: "the address of a server", code: set('"server.address": host, "queue.message": kind') },
  ],
  invalid: [
    {
      name: "secrets and personal data, by key and by value",
      code: set(
        '"user.email": address, "login.with": user.password, "api_key": value, "chat.prompt": text, a: req.headers.authorization',
      ),
      errors: [
        { messageId: "key", data: { name: "user.email" } },
        { messageId: "value", data: { name: "user.password" } },
        { messageId: "key", data: { name: "api_key" } },
        { messageId: "key", data: { name: "chat.prompt" } },
        { messageId: "value", data: { name: "req.headers.authorization" } },
      ],
    },
    {
      name: "the URL of a request",
      code: set('"url.full": req.originalUrl'),
      errors: [{ messageId: "url" }],
    },
    {
      name: "further words",
      code: set('"user.diagnosis": text'),
      options: [{ deny: ["diagnosis"] }],
      errors: [{ messageId: "key" }],
    },
    {
      name: "the id of the user, where it is not wanted",
      code: set('"user.id": user.id'),
      options: [{ allowUserId: false }],
      errors: [{ messageId: "user" }],
    },
  ],
});
