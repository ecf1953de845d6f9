import type { InvalidConfig } from "./project.ts";

/** `settings.spanwright` of an ESLint config. */
export interface Settings {
  readonly kind: "settings";
  /** Path of the spanwright config from ESLint's working directory; absent: the nearest one above each file. */
  readonly config: string | undefined;
}

/** Reads and checks the shared settings; a misspelt key must not pass for a default. */
export function readSettings(settings: Readonly<Record<string, unknown>>): Settings | InvalidConfig {
  const own = settings["spanwright"] ?? {};
  if (typeof own !== "object" || Array.isArray(own)) return invalid("must be an object");
  const { config, ...others }: { readonly config?: unknown } = own;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return invalid(`unknown key "${unknown}"; there is "config"`);
  if (config !== undefined && typeof config !== "string") return invalid("config must be a path");
  return { kind: "settings", config };
}

function invalid(problems: string): InvalidConfig {
  return { kind: "invalid-config", source: "settings.spanwright", problems };
}
