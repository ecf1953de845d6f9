import { dirname } from "../paths.ts";
import type { ProjectReader } from "./reader.ts";

/** What is used of a package.json. */
export interface Manifest {
  /** Absolute path of its directory. */
  readonly directory: string;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly type: "module" | "commonjs";
  /** Names and ranges of all sections; a section for production wins over one for development. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** Reads the package.json of a directory, if there is one. One that is not JSON counts as empty: it still ends a package. */
export function readManifest(reader: ProjectReader, directory: string): Manifest | undefined {
  const text = reader.readText(`${directory}/package.json`);
  return text === undefined ? undefined : parseManifest(text, directory);
}

/** Finds a package as Node does, in the node_modules of a directory and of those above; its own package.json is read. */
export function findInstalled(reader: ProjectReader, directory: string, name: string): Manifest | undefined {
  const own = readManifest(reader, `${directory}/node_modules/${name}`);
  if (own !== undefined || directory === "") return own;
  return findInstalled(reader, dirname(directory), name);
}

export function parseManifest(text: string, directory: string): Manifest {
  const raw = parseObject(text);
  const sections = ["peerDependencies", "devDependencies", "optionalDependencies", "dependencies"];
  const entries = sections.flatMap((section) => Object.entries(asObject(raw[section])));
  const ranges = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return {
    directory,
    name: asString(raw["name"]),
    version: asString(raw["version"]),
    type: raw["type"] === "module" ? "module" : "commonjs",
    dependencies: new Map(ranges),
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function asString(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
