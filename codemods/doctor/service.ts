import { readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { createPackageFinder, type PackageFacts } from "../engine/packages.ts";
import { parseJsonc } from "../../spans/jsonc.ts";

/** A package with source files, and how its process is started. */
export interface Service {
  /** Relative POSIX path of its folder; "." for the root. */
  readonly folder: string;
  readonly facts: PackageFacts;
  /** Sorted source files. */
  readonly files: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  /** Files that its package.json and its scripts name as what runs, as they are written there. */
  readonly entries: readonly string[];
  /** True for the root of a workspace: its scripts start other packages. */
  readonly holdsOthers: boolean;
  /** Everything that says how it is started: scripts, Dockerfile, Procfile. */
  readonly commands: readonly string[];
}

/**
 * The packages of some source files; files without a package.json belong to none.
 *
 * @param paths - sorted POSIX paths relative to the root.
 */
export function findServices(root: string, paths: readonly string[]): Service[] {
  const packageOf = createPackageFinder(root);
  const files = new Map<string, { readonly facts: PackageFacts; readonly own: string[] }>();
  for (const path of paths) {
    const facts = packageOf(path);
    if (facts === undefined) continue;
    const known = files.get(facts.directory);
    if (known === undefined) files.set(facts.directory, { facts, own: [path] });
    else known.own.push(path);
  }
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([directory, { facts, own }]) => describe(root, directory, facts, own));
}

/** Whether a package is started as a server process of its own; not so a workspace's root, nor what a browser loads. */
export function isStarted({ scripts, entries, holdsOthers }: Service): boolean {
  const command = scripts["start"] ?? (entries.length > 0 ? scripts["dev"] : undefined);
  return (
    command !== undefined && !holdsOthers && !/\b(?:vite|webpack|react-scripts|parcel|serve)\b/.test(command)
  );
}

function describe(root: string, directory: string, facts: PackageFacts, files: readonly string[]): Service {
  const absolute = join(root, directory);
  const manifest = readManifest(join(absolute, "package.json"));
  const scripts = textsOf(manifest["scripts"]);
  const run = Object.values(scripts);
  const bin = manifest["bin"];
  const named = [manifest["main"], bin, ...(isRecord(bin) ? Object.values(bin) : [])];
  return {
    folder: directory === "" ? "." : directory,
    facts,
    files,
    scripts,
    entries: [
      ...named.filter((one) => typeof one === "string"),
      ...run.flatMap((command) => command.split(/[\s"'=]+/).filter((word) => /\.[cm]?[jt]sx?$/.test(word))),
    ].map((entry) => posix.join(directory.split(sep).join("/"), entry)),
    holdsOthers: "workspaces" in manifest || readText(join(absolute, "pnpm-workspace.yaml")) !== undefined,
    commands: [...run, ...["Dockerfile", "Procfile"].flatMap((name) => readText(join(absolute, name)) ?? [])],
  };
}

function readManifest(path: string): Readonly<Record<string, unknown>> {
  const parsed = parseJsonc(readText(path) ?? "{}");
  return parsed.kind === "parsed" && isRecord(parsed.value) ? parsed.value : {};
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
