import type { HelperName } from "../../spans/helper.ts";
import { findHelperExports, findSentryModule, readHelperModule } from "./parse.ts";
import { helpersOf, renderHelperModule, renderSections, restyle, type HelperModuleStyle } from "./render.ts";
import { resolveSections } from "./section-list.ts";

/**
 * A helper module with more helpers in it. An unedited module is rendered anew, in its own style; to an edited one the
 * missing sections are added at the end and what stands there stays as it is.
 *
 * @param text - the module as it stands
 * @param helpers - the helpers it must offer
 * @param style - how to write what is added to an edited module
 * @returns the new text, or undefined when an edited module no longer has the SDK as `Sentry`
 */
export function addToHelperModule(
  text: string,
  helpers: readonly HelperName[],
  style: HelperModuleStyle,
): string | undefined {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const unedited = readHelperModule(text);
  if (unedited) {
    const all = [...unedited.helpers, ...helpers];
    return renderHelperModule({ ...unedited, helpers: all }).replaceAll("\n", eol);
  }
  const present = findHelperExports(text);
  if (helpers.every((name) => present.includes(name))) return text;
  if (findSentryModule(text) === undefined) return undefined;
  const missing = resolveSections(helpers).filter(({ declares }) => !isDeclared(text, declares));
  const exports =
    style.language === "js" && style.moduleFormat === "cjs"
      ? [
          helpersOf(missing)
            .map((name) => `module.exports.${name} = ${name};`)
            .join("\n"),
        ]
      : [];
  const added = restyle([...renderSections(missing, style), ...exports].join("\n\n"), style);
  return `${text.trimEnd()}${eol}${eol}${added.replaceAll("\n", eol)}${eol}`;
}

function isDeclared(text: string, name: string): boolean {
  return new RegExp(`^(export )?(async )?(function\\*?|const|let|class|interface|type) ${name}\\b`, "m").test(
    text,
  );
}
