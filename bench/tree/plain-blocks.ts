import type { Random } from "./random.ts";
import { lowerFirst, type Names } from "./words.ts";

/** One top-level piece of a file. `id` is unique in the file, so that pieces never declare the same name. */
export type Block = (random: Random, names: Names, id: number) => string;

export const interfaceBlock: Block = (random, names, id) => {
  const members = Array.from({ length: random.between(3, 9) }, (_, index) => {
    const type = random.pick([
      "string",
      "number",
      "boolean",
      "Date",
      "readonly string[]",
      "string | undefined",
    ]);
    return `  readonly ${names.field()}${index}${random.chance(0.3) ? "?" : ""}: ${type};`;
  });
  return `/** ${names.noun()} ${names.phrase()}. */\nexport interface ${names.type()}${id} {\n${members.join("\n")}\n}\n`;
};

export const unionBlock: Block = (random, names, id) => {
  const type = `${names.type()}${id}`;
  const cases = Array.from({ length: random.between(2, 5) }, (_, index) => `"${names.field()}-${index}"`);
  return (
    `export type ${type}Kind = ${cases.join(" | ")};\n\n` +
    `export type ${type} = { [Key in ${type}Kind]?: { readonly kind: Key; readonly at: number } };\n`
  );
};

export const tableBlock: Block = (random, names, id) => {
  const rows = Array.from(
    { length: random.between(5, 16) },
    (_, index) =>
      `  { code: "${names.noun().slice(0, 3).toUpperCase()}-${index}", label: "${names.phrase()}", share: ${random.between(1, 99) / 100} },`,
  );
  return `const ${lowerFirst(names.type())}Table${id} = [\n${rows.join("\n")}\n] as const;\n`;
};

export const pureFunctionBlock: Block = (random, names, id) => {
  const [first, second] = [names.field(), names.field()];
  const name = `${names.verb()}${id}`;
  return `/** ${names.type()}: ${names.phrase()}; ${names.phrase()}. */
export function ${name}(items: ReadonlyArray<{ ${first}A: number; ${second}B: string }>, limit = ${random.between(2, 900)}): string[] {
  const groups = new Map<string, number>();
  for (const { ${first}A, ${second}B } of items) {
    if (${first}A < 0 || ${second}B === "") continue;
    groups.set(${second}B.trim().toLowerCase(), (groups.get(${second}B) ?? 0) + ${first}A);
  }
  const sorted = [...groups].sort(([, a], [, b]) => b - a).slice(0, limit);
  return sorted.map(([key, total], index) => \`\${index + 1}. \${key}: \${total.toFixed(${random.between(0, 4)})} (${names.phrase()})\`);
}
`;
};

export const parserBlock: Block = (random, names, id) => {
  const name = `${names.verb()}${id}`;
  return `export const ${name} = (text: string): Record<string, string> => {
  const found: Record<string, string> = {};
  // ${names.phrase()}, so a broken line is passed over
  for (const line of text.split(/\\r?\\n/)) {
    const match = /^\\s*([a-z][\\w-]{${random.between(1, 3)},${random.between(8, 40)}})\\s*[:=]\\s*"?([^"]*)"?$/i.exec(line);
    if (match === null) continue;
    switch (match[1]) {
      case "${names.field()}-first":
        found.first = match[2] ?? "";
        break;
      case "${names.field()}-last":
        found.last = (match[2] ?? "").padStart(${random.between(2, 12)}, "0");
        break;
      default:
        found[match[1] ?? ""] = match[2] ?? "";
    }
  }
  return found;
};
`;
};

export const asyncFunctionBlock: Block = (random, names, id) => {
  const name = `${names.verb()}${id}`;
  return `export async function ${name}(address: string, signal?: AbortSignal): Promise<unknown> {
  let delay = ${random.between(50, 400)};
  for (let attempt = 0; attempt < ${random.between(2, 6)}; attempt += 1) {
    try {
      const response = await fetch(new URL(\`/${names.field()}/\${attempt}\`, address), signal === undefined ? {} : { signal });
      if (!response.ok) throw new Error(\`${names.phrase()}: \${response.status}\`);
      return await response.json();
    } catch (error) {
      if (signal?.aborted === true) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
      delay *= 2;
    }
  }
  return undefined;
}
`;
};

export const classBlock: Block = (random, names, id) => {
  const type = `${names.type()}${id}`;
  const methods = Array.from({ length: random.between(2, 5) }, (_, index) => {
    const name = `${names.verb()}${index}`;
    return `
  /** ${names.phrase()} */
  async ${name}(key: string, ${names.field()}X?: number): Promise<${type}Entry | undefined> {
    const known = this.#entries.get(key);
    if (known !== undefined && known.until > this.clock.now()) return known;
    const loaded = await this.source.load(key).catch((error: unknown) => {
      this.log.warn("${names.phrase()}", { key, error });
      return undefined;
    });
    if (loaded === undefined) return undefined;
    const entry = { key, value: loaded, until: this.clock.now() + ${random.between(1, 60)}_000 };
    this.#entries.set(key, entry);
    return entry;
  }`;
  });
  return `interface ${type}Entry {
  readonly key: string;
  readonly value: unknown;
  readonly until: number;
}

export class ${type}Service {
  readonly #entries = new Map<string, ${type}Entry>();

  constructor(
    private readonly source: { load(key: string): Promise<unknown> },
    private readonly clock: { now(): number },
    private readonly log: { warn(message: string, details: object): void },
  ) {}
${methods.join("\n")}
}
`;
};

export const legacyBlock: Block = (random, names, id) => `
/**
 * ${names.phrase()}
 * @param {Array<object>} rows ${names.phrase()}
 */
function ${names.verb()}${id}(rows, done) {
  var total = 0;
  for (var i = 0; i < rows.length; i++) {
    var row = rows[i];
    if (!row || row.${names.field()} === null) continue;
    total += Number(row.${names.field()}) * ${random.between(2, 30)};
    if (total > ${random.between(1000, 90000)}) return done(new Error('${names.phrase()}'));
  }
  setTimeout(function () { done(null, { total: total, label: '${names.phrase()}' }); }, ${random.between(1, 50)});
}
`;
