import { canHoldSites, createGate, type CodemodName, type SpanwrightConfig } from "../../spans/index.ts";
import { parse } from "./parse.ts";
import { readSourceSync } from "./read.ts";

/** The paths of files that can hold a site when types are at hand. */
export function findGated(
  root: string,
  paths: readonly string[],
  config: SpanwrightConfig,
  only?: readonly CodemodName[],
): string[] {
  const gate = createGate(config, only);
  if (gate === undefined) return [];
  return paths.filter((path) => {
    const read = readSourceSync(root, path);
    if (read.kind !== "text" || !gate.test(read.text)) return false;
    const parsed = parse(path, read.text);
    return (
      parsed.kind === "parsed" &&
      canHoldSites({ path, text: read.text, program: parsed.bare, config, hasTypes: true }, only)
    );
  });
}
