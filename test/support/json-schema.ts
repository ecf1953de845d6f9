/** The part of JSON schema (draft 7) that our schemas are written in. */
export interface Schema {
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
}

const known = new Set([
  ...["$schema", "title", "description", "type", "const", "enum", "properties", "required", "items"],
  ...["minItems", "maxItems", "minimum"],
]);

/**
 * Says where a value does not fit a schema. Stricter than the standard: a property that the schema does not name is a fault, so that
 * nothing is in a report that is not described.
 *
 * @throws on a keyword that is not known here: it would be passed over.
 */
export function findFaults(schema: Schema, value: unknown, path = "$"): string[] {
  for (const keyword of Object.keys(schema))
    if (!known.has(keyword)) throw new Error(`${path}: this validator does not know ${keyword}`);
  const faults: string[] = [];
  if ("const" in schema && value !== schema.const) faults.push(`${path}: is not ${String(schema.const)}`);
  if (schema.enum?.includes(value) === false) faults.push(`${path}: ${String(value)} is none of the values`);
  if (schema.type !== undefined && !hasType(schema.type, value))
    return [...faults, `${path}: is no ${schema.type}`];
  if (typeof value === "number" && schema.minimum !== undefined && value < schema.minimum)
    faults.push(`${path}: is less than ${schema.minimum}`);
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity))
      faults.push(`${path}: has ${value.length} items`);
    value.forEach((item, index) => faults.push(...findFaults(schema.items ?? {}, item, `${path}[${index}]`)));
  } else if (typeof value === "object" && value !== null) {
    const { properties = {}, required = [] } = schema;
    for (const key of required) if (!(key in value)) faults.push(`${path}.${key}: is missing`);
    for (const [key, item] of Object.entries(value)) {
      const property = properties[key];
      if (property === undefined) faults.push(`${path}.${key}: is not in the schema`);
      else faults.push(...findFaults(property, item, `${path}.${key}`));
    }
  }
  return faults;
}

function hasType(type: NonNullable<Schema["type"]>, value: unknown): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
