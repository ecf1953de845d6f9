import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { renderHelperModule } from "../../codemods/helpers/index.ts";
import plugin from "../../eslint-plugin/index.ts";
import {
  clientHelperPath,
  helperNames,
  isInsertion,
  repairedChecks,
  type CodemodName,
} from "../../spans/index.ts";
import type { FixtureCase } from "./cases.ts";

/** A fixture as a project on the disk, with ESLint in it. */
export interface LintProject {
  /** Problems of a text; throws when ESLint or the parser does. */
  lint(path: string, text: string): Linter.LintMessage[];
  /** What `eslint --fix` makes of a text. */
  fix(path: string, text: string): string;
  /**
   * What is left after taking the first fix or suggestion, again and again.
   *
   * @param placesIn - `line:column` of the problems of a text that the codemod has a change for; others may have suggestions of their own.
   */
  takeSuggestions(path: string, text: string, placesIn: (text: string) => readonly string[]): string;
  remove(): void;
}

export type ParserName = "typescript-eslint" | "espree";

/** The rules that show what a codemod changes. */
function rulesOf(codemod: CodemodName, autofix: boolean): Linter.RulesRecord {
  if (isInsertion(codemod)) return { "spanwright/require-span": ["error", { autofix, only: [codemod] }] };
  const own = repairedChecks.filter((check) => check.codemod === codemod && check.name in plugin.rules);
  return Object.fromEntries(own.map(({ name }) => [`spanwright/${name}`, ["error", { autofix }]]));
}

/**
 * The project that the fixture harness assumes: SDK 11 unless the config says otherwise, helpers at the root, ESM.
 *
 * @param rule - the only rule that is on; absent: those that show what the case's codemod changes.
 */
export function openLintProject(
  { codemod, config }: FixtureCase,
  files: readonly string[],
  parserName: ParserName = "typescript-eslint",
  rule?: string,
): LintProject {
  const root = mkdtempSync(join(tmpdir(), "spanwright-lint-"));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const helpers = config.helpers ?? "sentry-tracing";
  put(
    "package.json",
    JSON.stringify({ name: "fixture", type: "module", dependencies: { "@sentry/react": "^11.0.0" } }),
  );
  put("spanwright.config.json", JSON.stringify({ sdk: "@sentry/node@11", helpers, ...config }));
  const text = renderHelperModule({
    helpers: helperNames,
    sentryModule: "@sentry/node",
    language: "ts",
    moduleFormat: "esm",
    quote: '"',
    semicolons: true,
  });
  for (const path of [helpers, clientHelperPath(helpers)]) put(`${path}.ts`, text);
  for (const path of files) mkdirSync(dirname(join(root, path)), { recursive: true });

  const linter = new Linter({ cwd: root });
  const configWith = (fix: boolean): Linter.Config[] => [
    {
      files: ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"],
      plugins: { spanwright: plugin },
      languageOptions: {
        ...(parserName === "espree" ? {} : { parser }),
        parserOptions: { ecmaFeatures: { jsx: true } },
      },
      linterOptions: { reportUnusedDisableDirectives: "off" },
      rules:
        rule === undefined ? rulesOf(codemod, fix) : { [`spanwright/${rule}`]: ["error", { autofix: fix }] },
    },
  ];
  const lint = (path: string, text: string): Linter.LintMessage[] => {
    const messages = linter.verify(text, configWith(false), { filename: join(root, path) });
    const fatal = messages.find((message) => message.fatal === true || message.ruleId === null);
    if (fatal !== undefined) throw new Error(`${path}: ${fatal.message}`);
    return messages;
  };
  return {
    lint,
    fix: (path, text) => linter.verifyAndFix(text, configWith(true), { filename: join(root, path) }).output,
    takeSuggestions(path, text, placesIn) {
      let current = text;
      for (let count = 0; count < 200; count += 1) {
        const places = placesIn(current);
        const first = lint(path, current).find(({ line, column }) => places.includes(`${line}:${column}`));
        const fix = first?.fix ?? first?.suggestions?.[0]?.fix;
        if (fix === undefined) return current;
        // As an editor does: ranges leave out a byte order mark.
        const bom = current.startsWith("\uFEFF") ? "\uFEFF" : "";
        const body = current.slice(bom.length);
        current = bom + body.slice(0, fix.range[0]) + fix.text + body.slice(fix.range[1]);
      }
      throw new Error(`${path}: suggestions come to no end`);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
