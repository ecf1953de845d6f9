import { posix } from "node:path";
import type { ts as TS } from "ts-morph";
import type { Ts } from "./load-typescript.ts";
import { findTargetVersion } from "./target-version.ts";

/**
 * Reads a tsconfig with its `extends`, and lists its files. Where the compiler that reads is 6 and the target's own is older,
 * options that the config leaves open get the older defaults: TypeScript 6 turned `strict` on and `types` off.
 *
 * @param path absolute POSIX path of the config file
 * @returns undefined when the file does not exist or is not readable as JSON with comments
 * @see https://devblogs.microsoft.com/typescript/announcing-typescript-6-0/
 */
export function readTsconfig(ts: Ts, path: string): TS.ParsedCommandLine | undefined {
  let isBroken = false;
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => (isBroken = true) };
  const parsed = ts.getParsedCommandLineOfConfigFile(path, {}, host);
  if (isBroken || parsed === undefined) return undefined;
  const target = findTargetVersion(posix.dirname(path));
  const isOlder = target !== undefined && target.major < 6 && Number.parseInt(ts.version, 10) >= 6;
  return isOlder ? { ...parsed, options: { ...OLDER_DEFAULTS, ...parsed.options } } : parsed;
}

const OLDER_DEFAULTS: TS.CompilerOptions = {
  strict: false,
  types: ["*"],
  noUncheckedSideEffectImports: false,
};
