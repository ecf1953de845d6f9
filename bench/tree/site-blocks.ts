import type { Block } from "./plain-blocks.ts";
import { kebab, lowerFirst } from "./words.ts";

/** Functions that the tree's config names; some packages define them, many more files call them. */
export const namedFunctions: readonly string[] = [
  "settleAccount",
  "dispatchConsignment",
  "quoteJourney",
  "reconcileStatements",
];

/** Queries as repositories hold them; a seventh of the chains is broken before the method, as in real code (facts/speed.md). */
export const queryBlock: Block = (random, names, id) => {
  const table = `tables.${lowerFirst(names.noun())}s`;
  const name = `${names.verb()}${id}`;
  const db = random.chance(0.15) ? "db\n    " : "db";
  const bodies = [
    `  const rows = await ${db}.select().from(${table}).where(eq(${table}.id, id)).limit(${random.between(1, 50)});\n  return rows.map((row) => ({ ...row, label: \`${names.phrase()} \${row.id}\` }));`,
    `  const [row] = await ${db}.insert(${table}).values({ id, ${names.field()}: "${names.phrase()}" }).returning();\n  if (row === undefined) throw new Error("${names.phrase()}");\n  return [row];`,
    `  await ${db}.update(${table}).set({ ${names.field()}: ${random.between(1, 99)} }).where(and(eq(${table}.id, id), eq(${table}.open, true)));\n  return [];`,
    `  const removed = await ${db}.delete(${table}).where(eq(${table}.id, id));\n  return [{ id, removed }];`,
  ];
  return `/** ${names.phrase()} */
export async function ${name}(id: string) {
${random.pick(bodies)}
}
`;
};

export const namedFunctionBlock =
  (name: string): Block =>
  (random, names) => `/** ${names.phrase()} */
export async function ${name}(account: string, steps: readonly string[]): Promise<number> {
  let total = ${random.between(0, 9)};
  for (const step of steps) {
    const answer = await fetch(\`https://ledger.example/\${account}/\${step}\`);
    if (!answer.ok) throw new Error(\`${names.phrase()}: \${step}\`);
    total += Number(await answer.text());
  }
  return total;
}
`;

/** Words of the gate without a site: a call of a named function, a comment, a key, a type. */
export const mentionBlock: Block = (random, names, id) => {
  const name = random.pick(namedFunctions);
  const bodies = [
    `  // the db is asked by ${kebab(names.type())} only\n  return value.trim();`,
    `  const settings = { db: value, retries: ${random.between(1, 9)} };\n  return JSON.stringify(settings);`,
    `  void ${name}(value, ["${names.field()}"]);\n  return value;`,
    `  const total = await ${name}(value, []);\n  return total > ${random.between(1, 900)} ? "${names.phrase()}" : value;`,
  ];
  return `export async function ${names.verb()}${id}(value: string): Promise<string> {\n${random.pick(bodies)}\n}\n`;
};
