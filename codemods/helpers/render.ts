import { helperNames, type HelperName } from "../../spans/helper.ts";
import { resolveSections, type Section } from "./section-list.ts";
import { sectionTexts } from "./sections.data.ts";

/** How the helper module is written into one package. */
export interface HelperModuleStyle {
  /** The specifier of the Sentry SDK, as the package imports it: `@sentry/node`, `@sentry/nextjs`. */
  readonly sentryModule: string;
  readonly language: "ts" | "js";
  /** For JavaScript only: TypeScript always has `import` and `export`, which the compiler turns into either format. */
  readonly moduleFormat: "esm" | "cjs";
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
}

export interface HelperModuleOptions extends HelperModuleStyle {
  /** The helpers that the module must offer, in any order; what they need comes with them. */
  readonly helpers: readonly HelperName[];
}

/**
 * The text of the helper module that is written once into the user's package (`sentry-tracing.ts`).
 * The same options give the same bytes; lines end with `\n`.
 *
 * @throws RangeError when no helper is asked for
 */
export function renderHelperModule(options: HelperModuleOptions): string {
  const sections = resolveSections(options.helpers);
  if (sections.length === 0) throw new RangeError("A helper module needs at least one helper");
  const isCjs = options.language === "js" && options.moduleFormat === "cjs";
  const blocks = [
    ...(isCjs ? ['"use strict";'] : []),
    header,
    isCjs
      ? `const Sentry = require("${options.sentryModule}");`
      : `import * as Sentry from "${options.sentryModule}";`,
    ...renderSections(sections, options),
    ...(isCjs ? [renderCjsExports(sections)] : []),
  ];
  return restyle(`${blocks.join("\n\n")}\n`, options);
}

/** The helpers among the sections, which for a render is what was asked for and what that needs. */
export function helpersOf(sections: readonly Section[]): HelperName[] {
  return helperNames.filter((name) => sections.some((section) => section.name === name));
}

/** The texts of the sections in double quotes and with semicolons; sections that are only types are no text in JavaScript. */
export function renderSections(sections: readonly Section[], style: HelperModuleStyle): string[] {
  const texts = sections.map(({ name }) => sectionTexts[name][style.language]).filter((text) => text !== "");
  if (style.language === "ts" || style.moduleFormat === "esm") return texts;
  return texts.map((text) => text.replace(/^export /gm, ""));
}

/**
 * Double quotes and semicolons into the wanted style. It is this simple because the sections keep to what a test checks:
 * no apostrophe in a string, no double quote in a comment, no line that needs the semicolon of the line before.
 */
export function restyle(text: string, { quote, semicolons }: HelperModuleStyle): string {
  const requoted = quote === '"' ? text : text.replaceAll('"', quote);
  return semicolons ? requoted : requoted.replace(/;$/gm, "");
}

const header = `// Tracing helpers on top of Sentry. The file belongs to this project: read it, change it, test it.
// With tracing off, or without Sentry.init, every helper runs the same code and just makes no spans.`;

function renderCjsExports(sections: readonly Section[]): string {
  return `module.exports = {\n${helpersOf(sections)
    .map((name) => `  ${name},\n`)
    .join("")}};`;
}
