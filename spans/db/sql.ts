import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, keyName } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import type { DbOperation } from "./operation.ts";

/** SQL that is written out at a place: a literal, a template, `{ sql: … }`, or a const that holds one. What is put in at run time is `?`. */
export function sqlText(file: SpanFile, node: TSESTree.Node | undefined): string | undefined {
  switch (node?.type) {
    case "Literal":
      return typeof node.value === "string" ? node.value : undefined;
    case "TemplateLiteral":
      return node.quasis.map((quasi) => quasi.value.raw).join("?");
    case "TaggedTemplateExpression":
      return sqlText(file, node.quasi);
    case "BinaryExpression":
      return node.operator === "+"
        ? `${sqlText(file, node.left) ?? "?"}${sqlText(file, node.right) ?? "?"}`
        : undefined;
    case "Identifier":
      return sqlOfConst(file, node);
    case "ObjectExpression":
      return sqlOfOptions(file, node);
    default:
      return undefined;
  }
}

function sqlOfConst(file: SpanFile, node: TSESTree.Identifier): string | undefined {
  const definition = findVariable(file, node, node.name)?.defs[0];
  if (definition?.type !== "Variable" || definition.parent.kind !== "const") return undefined;
  const { init } = definition.node;
  return init === null || init.type === "Identifier" ? undefined : sqlText(file, init);
}

/** `pool.query({ text, values })`, `client.execute({ sql, args })`. */
function sqlOfOptions(file: SpanFile, node: TSESTree.ObjectExpression): string | undefined {
  for (const property of node.properties) {
    if (property.type === "Property" && /^(?:sql|text)$/.test(keyName(property.key, property.computed) ?? ""))
      return sqlText(file, property.value);
  }
  return undefined;
}

const VERB =
  /^(?:with\b[^]*?)?\b(select|insert|update|delete|replace|create|alter|drop|truncate|begin|commit|rollback|savepoint|release|vacuum|analyze|merge|call|pragma|set|show|lock|copy|listen|notify|refresh)\b/i;

/** A table's name, quoted or not, with its schema or not; one that is put together at run time is none. */
const NAME = String.raw`(?:"[^"?]+"|\x60[^\x60?]+\x60|\w+)`;
const TABLE = String.raw`(${NAME}(?:\.${NAME})?)(?![\w?.])`;

const tableOf: Readonly<Record<string, RegExp>> = {
  select: new RegExp(String.raw`\bfrom\s+${TABLE}`, "i"),
  delete: new RegExp(String.raw`\bfrom\s+${TABLE}`, "i"),
  insert: new RegExp(String.raw`\binto\s+${TABLE}`, "i"),
  replace: new RegExp(String.raw`\binto\s+${TABLE}`, "i"),
  merge: new RegExp(String.raw`\binto\s+${TABLE}`, "i"),
  update: new RegExp(String.raw`\bupdate\s+(?:only\s+)?${TABLE}`, "i"),
  truncate: new RegExp(String.raw`\btruncate\s+(?:table\s+)?${TABLE}`, "i"),
};

const ddlTable = new RegExp(String.raw`\btable\s+(?:if\s+(?:not\s+)?exists\s+)?${TABLE}`, "i");

/** First verb and first table of a statement. */
export function operationOfSql(sql: string): DbOperation | undefined {
  const text = withoutGroups(sql.replace(/--[^\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'/g, " ")).trim();
  const verb = VERB.exec(text)?.[1]?.toLowerCase();
  if (verb === undefined) return undefined;
  const table = (tableOf[verb] ?? ddlTable).exec(text)?.[1];
  return { operation: verb, collection: table?.replace(/["`]/g, "") };
}

/** Subqueries, column lists and function arguments hold other tables and other froms. */
function withoutGroups(text: string): string {
  let result = text;
  for (;;) {
    const next = result.replace(/\([^()]*\)/g, " ");
    if (next === result) return result;
    result = next;
  }
}
