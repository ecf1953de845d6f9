import { camelCase } from "./names.ts";

/** Adds a word to a closed union of strings, in order: `export type CheckName = | "a" | "c"`. */
export function addToUnion(text: string, type: string, word: string): string {
  return replaceIn(text, new RegExp(`export type ${type} =([^;]*);`), (list) => {
    const words = [...list.matchAll(/"([^"]+)"/g)].map(([, one = ""]) => one);
    return words.includes(word) ? list : joined(words, word, (one) => `\n  | "${one}"`, "");
  });
}

/** Adds a word to a list of strings, in order: `export const repairNames: … = ["a", "c"];`. */
export function addToList(text: string, name: string, word: string): string {
  return replaceIn(text, new RegExp(`export const ${name}:[^=]*=\\s*\\[([^\\]]*)\\];`), (list) => {
    const words = [...list.matchAll(/"([^"]+)"/g)].map(([, one = ""]) => one);
    return words.includes(word) ? list : joined(words, word, (one) => `"${one}"`, ", ");
  });
}

/** Adds a check to the list of all; the order there says whose repair wins, so a new one comes last. */
export function addCheck(text: string, name: string): string {
  const variable = camelCase(name);
  const imported = addImport(text, `import { ${variable} } from "./${name}.ts";`);
  return replaceIn(
    imported,
    /export const checks:[^=]*= \[([^\]]*)\]/,
    (list) => `${list.trimEnd().replace(/,?$/, ",")}\n  ${variable},\n`,
  );
}

/** Adds a rule to the rules, in the order of their names. */
export function addRule(text: string, name: string): string {
  const variable = camelCase(name);
  const imported = addImport(text, `import { ${variable} } from "./${name}.ts";`);
  return replaceIn(imported, /export const rules:[^=]*= \{([^}]*)\}/, (list) => {
    const entries = [...list.matchAll(/"([^"]+)": (\w+),/g)].map(
      ([, rule = "", value = ""]) => [rule, value] as const,
    );
    const all = [...entries, [name, variable] as const].sort(([a], [b]) => (a < b ? -1 : 1));
    return `${all.map(([rule, value]) => `\n  "${rule}": ${value},`).join("")}\n`;
  });
}

/** Behind the last import. */
function addImport(text: string, line: string): string {
  const last = [...text.matchAll(/^import .*;$/gm)].at(-1);
  if (last === undefined) throw new Error("no imports to put one behind");
  const end = last.index + last[0].length;
  return `${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

function joined(
  words: readonly string[],
  word: string,
  print: (word: string) => string,
  separator: string,
): string {
  const index = words.findIndex((one) => one > word);
  const at = index === -1 ? words.length : index;
  return [...words.slice(0, at), word, ...words.slice(at)].map(print).join(separator);
}

function replaceIn(text: string, pattern: RegExp, change: (list: string) => string): string {
  const found = pattern.exec(text);
  const list = found?.[1];
  if (found === null || list === undefined) throw new Error(`nothing matches ${String(pattern)}`);
  const start = found.index + found[0].indexOf(list, found[0].indexOf("=") + 1);
  return text.slice(0, start) + change(list) + text.slice(start + list.length);
}
