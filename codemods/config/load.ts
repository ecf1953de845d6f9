import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SpanwrightConfig } from "../../spans/index.ts";
import { readConfig, type ConfigProblem } from "../../spans/config-schema.ts";
import { parseJsonc } from "../../spans/jsonc.ts";

export const configNames: readonly string[] = ["spanwright.config.json", "spanwright.config.jsonc"];

export type ConfigResult =
  | { readonly kind: "loaded"; readonly path: string; readonly config: SpanwrightConfig }
  | { readonly kind: "absent" }
  | { readonly kind: "invalid"; readonly path: string; readonly problems: readonly ConfigProblem[] };

/**
 * Reads the config of a root: JSON or JSONC, nothing is executed.
 *
 * @param path - the file named by the user; absent: the usual names in the root.
 */
export function loadConfig(root: string, path?: string): ConfigResult {
  const candidates = path === undefined ? configNames.map((name) => join(root, name)) : [path];
  for (const candidate of candidates) {
    const text = readText(candidate);
    if (text === undefined) continue;
    const parsed = parseJsonc(text);
    if (parsed.kind === "invalid") {
      return {
        kind: "invalid",
        path: candidate,
        problems: [{ path: `line ${parsed.line}`, message: parsed.message }],
      };
    }
    const { config, problems } = readConfig(parsed.value);
    return problems.length > 0
      ? { kind: "invalid", path: candidate, problems }
      : { kind: "loaded", path: candidate, config };
  }
  if (path === undefined) return { kind: "absent" };
  return { kind: "invalid", path, problems: [{ path: "config", message: "no such file" }] };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
