import { createGate, type CodemodName, type SpanwrightConfig } from "../../spans/index.ts";
import { readSourceSync } from "./read.ts";

/** The paths of which the text can hold a site. */
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
    return read.kind === "text" && gate.test(read.text);
  });
}
