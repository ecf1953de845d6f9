import type { SpanwrightConfig } from "./config.ts";
import { configShape, type Shape } from "./config-shape.ts";

/** What is wrong with a config, and where. */
export interface ConfigProblem {
  /** `db.clients[0].librry` */
  readonly path: string;
  readonly message: string;
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
    message: `must be ${shapes.map(({ type }) => (type === "map" || type === "object" ? "an object" : `a ${type}`)).join(" or ")}`,
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
