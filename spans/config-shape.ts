import { samplingShape } from "./sampling/sampling-shape.ts";
import { namesShape } from "./naming/config-shape.ts";

/** The shape of a value in the config; small enough to be shipped in the plugin, which has no dependencies. */
export type Shape =
  | { readonly type: "string" | "boolean" | "number"; readonly description?: string }
  | { readonly type: "enum"; readonly values: readonly string[]; readonly description?: string }
  | { readonly type: "array"; readonly items: Shape; readonly description?: string }
  | { readonly type: "map"; readonly values: readonly Shape[]; readonly description?: string }
  | { readonly type: "union"; readonly of: readonly Shape[]; readonly description?: string }
  | {
      readonly type: "object";
      readonly properties: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
      readonly description?: string;
    };

const text = (description: string): Shape => ({ type: "string", description });
const texts = (description: string): Shape => ({ type: "array", items: { type: "string" }, description });

const located: Readonly<Record<string, Shape>> = {
  file: text("Path or glob from the root; absent: anywhere."),
};
const named: Readonly<Record<string, Shape>> = {
  name: text("Span name; low-cardinality."),
  op: text("Span op."),
  attributes: {
    type: "map",
    values: [{ type: "string" }, { type: "number" }, { type: "boolean" }],
    description:
      "Attribute key -> a literal, or `$` and a member path of parameters such as `$command.payload.agent`.",
  },
  evidence: text("Why `spanwright init` chose it, for the reader."),
};

const libraryNames = [
  "drizzle",
  "knex",
  "kysely",
  "prisma",
  "typeorm",
  "mongoose",
  "pg",
  "postgres",
  "mysql2",
  "better-sqlite3",
  "node:sqlite",
  "libsql",
  "pglite",
] as const;

export const configShape: Shape & { readonly type: "object" } = {
  type: "object",
  properties: {
    $schema: text("Path of the JSON schema."),
    sdk: {
      type: "union",
      of: [{ type: "string" }, { type: "map", values: [{ type: "string" }] }],
      description: "`@sentry/node@11`, for all or by folder; absent: read from the nearest package.json.",
    },
    codemods: {
      type: "array",
      items: { type: "enum", values: ["wrap-handlers"] },
      description: "Codemods that run only when they are asked for, here or with --only.",
    },
    include: texts("Globs of files to look at."),
    exclude: texts("Globs of files to leave alone."),
    isomorphic: texts("Files that also run in a browser; they never get a server import."),
    browser: texts("Files that run in a browser: client code, with or without a directive."),
    wrapper: {
      type: "object",
      properties: {
        module: text("Module of the team's start function: a path from the root, or a specifier."),
        name: text("Its exported name."),
      },
      required: ["module", "name"],
      description: "The team's own start function, emitted and recognised instead of the SDK's.",
    },
    sentryModules: texts(
      "Modules of the project that re-export the SDK under the name `Sentry`; paths from the root without extension.",
    ),
    helpers: text("Path of the helper module from its package's folder, without extension."),
    indent: {
      type: "enum",
      values: ["reindent", "keep"],
      description: "Whether a wrapped body moves right.",
    },
    printWidth: { type: "number", description: "Longest line that is written, in characters." },
    names: namesShape,
    db: {
      type: "object",
      properties: {
        covered: {
          type: "enum",
          values: ["skip", "wrap"],
          description: "What to do with drivers that the SDK traces.",
        },
        clients: {
          type: "array",
          items: {
            type: "object",
            properties: {
              name: text("Exported name of the handle."),
              from: texts("Modules that export it: specifiers, or paths from the root without extension."),
              library: { type: "enum", values: libraryNames },
              driver: text("Package under the library, such as `pg`."),
              evidence: text("Why `spanwright init` chose it."),
            },
            required: ["name", "from", "library"],
          },
        },
      },
    },
    providers: entries({
      ...located,
      ...named,
      function: text("`Class.method`, or a function's name."),
      agent: text("gen_ai.agent.name"),
      provider: text("gen_ai.provider.name"),
      steps: texts("Awaited calls inside that become child spans."),
      span: { type: "boolean", description: "`false`: only the steps get spans." },
      read: {
        type: "object",
        properties: {
          module: text("Module of the function: a path from the root without extension, or a package."),
          name: text("Its exported name."),
        },
        required: ["module", "name"],
        description:
          "The project's function that reads messages of another shape than the Claude Agent SDK's.",
      },
    }),
    functions: entries({
      ...located,
      ...named,
      function: text("`Class.method` or a function's name; with `span: call` the callee."),
      span: { type: "enum", values: ["body", "call", "statement"] },
      in: text("Only inside this function or method."),
      case: text("With `statement`: the case label of which the single statement is wrapped."),
      types: texts("Only when the message's `type` is one of these."),
      message: text("With `types`: the variable that holds the message."),
      dispatch: { type: "boolean", description: "The call only dispatches: the work runs later." },
    }),
    ticks: entries({
      ...located,
      ...named,
      function: text(
        "The function that a timer or a queue runs; or what runs one without a name: `setInterval`, `Worker`.",
      ),
      span: {
        type: "enum",
        values: ["call", "body"],
        description: "Where the trace begins: where a timer calls the function, or in the function itself.",
      },
      in: text("Only inside this function or method; `<module>` for code outside of functions."),
      calls: text("Only the callback in which this is called."),
      phases: {
        type: "array",
        items: {
          type: "union",
          of: [
            { type: "string" },
            {
              type: "object",
              properties: {
                call: text("`research`, `#research` or `service.research`."),
                name: text("Span name."),
                op: text("Span op."),
              },
              required: ["call"],
            },
          ],
        },
        description: "Awaited calls inside that become child spans.",
      },
      message: text("What holds the message of a job, or the messages of a batch."),
      destination: text("Where jobs come from."),
    }),
    tools: entries({
      ...located,
      ...named,
      function: text("Function that every call of a tool goes through; with `span: call` the callee."),
      span: { type: "enum", values: ["body", "call"] },
      in: text("Only inside this function or method."),
      tool: text("The tool's name, or `$` and a member path of parameters; absent: found by their names."),
      server: text("mcp.server.name: the name, or `$` and a member path of parameters."),
      provider: text("gen_ai.provider.name"),
    }),
    processes: entries({
      ...located,
      ...named,
      function: text(
        "`spawn`, `fork`, `exec`, `execFile`, `Worker`; with `entry` what a child process runs.",
      ),
      in: text("Only inside this function or method."),
      entry: { type: "boolean", description: "The function goes on with the trace of the parent process." },
    }),
    services: {
      type: "array",
      items: {
        type: "object",
        properties: {
          files: texts("Paths or globs from the root; absent: anywhere."),
          suffix: text("What the names of the classes end with; `Service` where `classes` names none."),
          classes: texts("Names of the classes."),
          methods: texts(
            "Names of the methods, private and synchronous ones too; absent: public ones that wait.",
          ),
          except: texts("Methods to leave alone: names, or `Class.method`."),
          boundary: {
            type: "boolean",
            description: "Only methods that reach a model, an MCP server, a process or HTTP in this file.",
          },
          style: { type: "enum", values: ["inline", "decorator"] },
          op: text("Span op."),
          ...(named.attributes === undefined ? {} : { attributes: named.attributes }),
          evidence: text("Why."),
        },
      },
    },
    send: entries({
      ...located,
      ...named,
      function: text("The function that sends."),
      destination: text("Where messages go."),
      types: texts("Event types that get a span and a carrier; absent: all."),
      span: { type: "boolean", description: "`false`: only the carrier." },
      at: text("The call that takes the message, such as `batch.updates.push`."),
    }),
    receive: entries({
      ...located,
      ...named,
      function: text("The function that is called with the received message."),
      in: text("Only inside this function or method."),
      destination: text("Where messages come from."),
      types: texts("Message types that get a span; absent: all."),
      message: text("Name of the variable that holds the message."),
      client: {
        type: "boolean",
        description: "The file is client code: the trace is remembered, for what the user does next.",
      },
    }),
    ipc: {
      type: "array",
      items: {
        type: "object",
        properties: {
          ...located,
          ...named,
          channel: text("Channel between Electron's processes; `*` stands for anything: `orders:*`."),
        },
        required: ["channel"],
      },
      description: "Channels of which both ends are in this project.",
    },
    actions: entries({
      ...located,
      ...named,
      function: text("In client code, what is called when the user acts: `fetch`, `api.save`."),
      in: text("Only inside this function or method."),
      method: text("Only with this HTTP method in its options."),
      trace: {
        type: "enum",
        values: ["link", "continue"],
        description: "How it follows the last message's trace: by a link, or as a part of it.",
      },
    }),
    messages: {
      type: "array",
      items: {
        type: "object",
        properties: {
          ...located,
          type: text("Base interface or type that gets `_sentry?`."),
          evidence: text("Why."),
        },
        required: ["type"],
      },
    },
    sampling: samplingShape,
    flushFunctions: texts("Functions of the team that send what Sentry holds: `flushMetrics`."),
    shutdown: {
      type: "object",
      properties: {
        scope: {
          type: "enum",
          values: ["importing", "all"],
          description: "Which files may end the process: those that import Sentry, or all.",
        },
        timeout: { type: "number", description: "Milliseconds that `Sentry.close` waits; 2000 by default." },
      },
    },
    expectedErrors: texts("Error classes that are no failure, such as `AuthError`."),
    statusFunctions: texts("Functions of the team that set a span's status."),
  },
};

function entries(properties: Readonly<Record<string, Shape>>): Shape {
  return { type: "array", items: { type: "object", properties, required: ["function"] } };
}
