import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";

export interface TypescriptVersion {
  readonly major: number;
  readonly minor: number;
}

/**
 * The TypeScript that the target itself uses, read as data: the installed version, else the range in the nearest
 * `package.json` that names it.
 *
 * @param directory absolute POSIX path where the search upwards starts
 */
export function findTargetVersion(directory: string): TypescriptVersion | undefined {
  for (let at = directory; ; at = posix.dirname(at)) {
    const installed = readVersion(
      posix.join(at, "node_modules/typescript/package.json"),
      (json) => json.version,
    );
    if (installed !== undefined) return installed;
    if (at === posix.dirname(at)) break;
  }
  for (let at = directory; ; at = posix.dirname(at)) {
    const asked = readVersion(
      posix.join(at, "package.json"),
      (json) => json.devDependencies?.["typescript"] ?? json.dependencies?.["typescript"],
    );
    if (asked !== undefined) return asked;
    if (at === posix.dirname(at)) return undefined;
  }
}

interface PackageJson {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readVersion(
  path: string,
  pick: (json: PackageJson) => string | undefined,
): TypescriptVersion | undefined {
  if (!existsSync(path)) return undefined;
  let json: PackageJson;
  try {
    json = JSON.parse(readFileSync(path, "utf8")) as PackageJson;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const match = /(\d+)(?:\.(\d+))?/.exec(pick(json) ?? "");
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2] ?? 0) };
}
