import { helperNames, type HelperName } from "../../spans/helper.ts";
import { renderHelperModule, type HelperModuleOptions, type HelperModuleStyle } from "./render.ts";

/**
 * The helpers of a helper module that no one has edited since it was written.
 *
 * @param text - the whole file; line ends may be `\n` or `\r\n` throughout
 * @returns the helpers in the fixed order, or undefined when the text is not exactly some rendering
 */
export function parseHelperModule(text: string): HelperName[] | undefined {
  const options = readHelperModule(text);
  return options && [...options.helpers];
}

/** As `parseHelperModule`, with the style as well: rendering the answer gives the text again (with `\n`). */
export function readHelperModule(text: string): HelperModuleOptions | undefined {
  const plain = text.replaceAll("\r\n", "\n");
  if (plain !== text && plain.replaceAll("\n", "\r\n") !== text) return undefined;
  const helpers = findHelperExports(plain);
  const sentryModule = findSentryModule(plain);
  if (helpers.length === 0 || sentryModule === undefined) return undefined;
  for (const variant of variants) {
    const options = { ...variant, sentryModule, helpers };
    if (renderHelperModule(options) === plain) return options;
  }
  return undefined;
}

/** The helpers that a module exports by name, edited or not; for modules that people have changed since. */
export function findHelperExports(text: string): HelperName[] {
  const cjs = /^module\.exports = \{([^}]*)\}/m.exec(text)?.[1] ?? "";
  return helperNames.filter(
    (name) =>
      new RegExp(`^export (async )?function\\*? ${name}\\b`, "m").test(text) ||
      new RegExp(`\\b${name}\\b`).test(cjs) ||
      new RegExp(`^(module\\.)?exports\\.${name} = `, "m").test(text),
  );
}

/** The specifier from which a module has the SDK as the namespace `Sentry`. */
export function findSentryModule(text: string): string | undefined {
  const found = /^(?:import \* as Sentry from|const Sentry = require\()\s*(["'])(.+?)\1/m.exec(text);
  return found?.[2];
}

const variants: readonly Omit<HelperModuleStyle, "sentryModule">[] = (["ts", "js"] as const).flatMap(
  (language) =>
    (["esm", "cjs"] as const).flatMap((moduleFormat) =>
      (["'", '"'] as const).flatMap((quote) =>
        [true, false].map((semicolons) => ({ language, moduleFormat, quote, semicolons })),
      ),
    ),
);
