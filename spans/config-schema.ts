import type { SpanwrightConfig } from "./config.ts";

/** The shape of a value in the config; small enough to be shipped in the plugin, which has no dependencies. */
type Shape =
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

/** What is wrong with a config, and where. */
export interface ConfigProblem {
  /** `db.clients[0].librry` */
  readonly path: string;
  readonly message: string;
}

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
    include: texts("Globs of files to look at."),
    exclude: texts("Globs of files to leave alone."),
    isomorphic: texts("Files that also run in a browser; they never get a server import."),
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
        description: "The project's function that reads messages of another shape than the Claude Agent SDK's.",
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
  },
};

function entries(properties: Readonly<Record<string, Shape>>): Shape {
  return { type: "array", items: { type: "object", properties, required: ["function"] } };
}

/** Validates a parsed config. Unknown keys are problems, with the key that was probably meant. */
export function readConfig(value: unknown): {
  readonly config: SpanwrightConfig;
  readonly problems: readonly ConfigProblem[];
} {
  const problems: ConfigProblem[] = [];
  check(value, configShape, "", problems);
  return { config: problems.length === 0 ? (value as SpanwrightConfig) : {}, problems };
}

function check(value: unknown, shape: Shape, path: string, problems: ConfigProblem[]): void {
  const at = path === "" ? "config" : path;
  switch (shape.type) {
    case "string":
    case "number":
    case "boolean":
      if (typeof value !== shape.type) problems.push({ path: at, message: `must be a ${shape.type}` });
      return;
    case "enum":
      if (typeof value !== "string" || !shape.values.includes(value)) {
        const guess = typeof value === "string" ? nearest(value, shape.values) : undefined;
        problems.push({
          path: at,
          message: `must be one of ${shape.values.join(", ")}${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
        });
      }
      return;
    case "array":
      if (!Array.isArray(value)) problems.push({ path: at, message: "must be a list" });
      else value.forEach((item, index) => check(item, shape.items, `${path}[${index}]`, problems));
      return;
    case "map":
      if (!isRecord(value)) problems.push({ path: at, message: "must be an object" });
      else
        for (const [key, item] of Object.entries(value))
          checkUnion(item, shape.values, `${path}.${key}`, problems);
      return;
    case "union":
      checkUnion(value, shape.of, path, problems);
      return;
    case "object":
      checkObject(value, shape, path, problems);
  }
}

function checkObject(
  value: unknown,
  shape: Shape & { type: "object" },
  path: string,
  problems: ConfigProblem[],
): void {
  if (!isRecord(value)) {
    problems.push({ path: path === "" ? "config" : path, message: "must be an object" });
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const property = Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
    const inner = path === "" ? key : `${path}.${key}`;
    if (property === undefined) {
      const guess = nearest(key, Object.keys(shape.properties));
      problems.push({
        path: inner,
        message: `unknown key${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
      });
    } else check(item, property, inner, problems);
  }
  for (const key of shape.required ?? []) {
    if (!Object.hasOwn(value, key))
      problems.push({ path: path === "" ? key : `${path}.${key}`, message: "is required" });
  }
}

function checkUnion(value: unknown, shapes: readonly Shape[], path: string, problems: ConfigProblem[]): void {
  const attempts = shapes.map((shape) => {
    const own: ConfigProblem[] = [];
    check(value, shape, path, own);
    return own;
  });
  if (attempts.some((own) => own.length === 0)) return;
  problems.push({
    path,
    message: `must be ${shapes.map(({ type }) => (type === "map" ? "an object" : `a ${type}`)).join(" or ")}`,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The candidate within two edits (or a third of its length), if there is one. */
function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The JSON schema of the config, for editors; published with the package. */
export function configJsonSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "spanwright.config.json",
    ...toJsonSchema(configShape),
  };
}

function toJsonSchema(shape: Shape): object {
  const description = shape.description === undefined ? {} : { description: shape.description };
  switch (shape.type) {
    case "string":
    case "number":
    case "boolean":
      return { type: shape.type, ...description };
    case "enum":
      return { enum: shape.values, ...description };
    case "array":
      return { type: "array", items: toJsonSchema(shape.items), ...description };
    case "map":
      return {
        type: "object",
        additionalProperties: { anyOf: shape.values.map(toJsonSchema) },
        ...description,
      };
    case "union":
      return { anyOf: shape.of.map(toJsonSchema), ...description };
    case "object":
      return {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(shape.properties).map(([key, value]) => [key, toJsonSchema(value)]),
        ),
        ...(shape.required === undefined ? {} : { required: shape.required }),
        additionalProperties: false,
        ...description,
      };
  }
}
