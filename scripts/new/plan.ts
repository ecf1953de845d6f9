import { assertName } from "./names.ts";
import { addCheck, addRule, addToList, addToUnion } from "./register.ts";
import { codemodFiles, ruleFiles } from "./templates.ts";

export type NewKind = "rule" | "codemod";

/**
 * What `npm run new` writes: the files of a rule or a codemod, and the registries with its name in them.
 *
 * @param read - the text of a file of the repository by its path, `undefined` where there is none.
 * @returns path -> text, not yet formatted.
 * @throws when the name will not do, or one of the files is there already.
 */
export function planNew(
  kind: NewKind,
  name: string,
  read: (path: string) => string | undefined,
): Readonly<Record<string, string>> {
  assertName(name);
  const files = kind === "rule" ? ruleFiles(name) : codemodFiles(name);
  const [taken] = Object.keys(files).filter((path) => read(path) !== undefined);
  if (taken !== undefined) throw new Error(`${taken} is there already`);
  const change = (path: string, add: (text: string) => string): readonly [string, string] => {
    const text = read(path);
    if (text === undefined) throw new Error(`${path} is not there`);
    return [path, add(text)];
  };
  const registries =
    kind === "rule"
      ? [
          change("spans/check-name.ts", (text) => addToUnion(text, "CheckName", name)),
          change("spans/checks/index.ts", (text) => addCheck(text, name)),
          change("eslint-plugin/rules/index.ts", (text) => addRule(text, name)),
        ]
      : [
          change("spans/site.ts", (text) =>
            addToList(addToUnion(text, "RepairName", name), "repairNames", name),
          ),
          change("codemods/report/codemod-text.ts", (text) =>
            text.replace(/\n\};\s*$/, `\n  "${name}": "TODO",\n};\n`),
          ),
        ];
  return { ...files, ...Object.fromEntries(registries) };
}
