import { dirname, pathBetween, resolvePath } from "../paths.ts";
import type { Manifest } from "./manifest.ts";
import { readManifest } from "./manifest.ts";
import type { ProjectReader } from "./reader.ts";
import type { SentrySdk } from "./sentry-sdk.ts";
import { findSentrySdk, hasSentry } from "./sentry-sdk.ts";

/** What is known of the package that a file belongs to. */
export interface PackageFacts {
  /** Directory of its package.json, a relative POSIX path from the root: "" for the root, `..` when it lies above. */
  readonly directory: string;
  readonly name: string | undefined;
  /** What `.js`, and `.ts` in the eyes of TypeScript, means in it. */
  readonly moduleFormat: "esm" | "cjs";
  /** The nearest SDK upwards: a package without any Sentry entry runs on its workspace's. */
  readonly sdk: SentrySdk | undefined;
  /** Every dependency and its range, of any section. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Those of the dependencies that send queries or model requests, sorted. */
  readonly drivers: readonly string[];
}

/**
 * Makes a function that tells which package a file belongs to. Only package.json files are read, each once.
 *
 * @param root absolute path with forward slashes
 * @returns a function from a path (relative to the root, or absolute) to its package; undefined when no package.json lies
 *   in its directory or above
 */
export function createPackageFinder(
  reader: ProjectReader,
  root: string,
): (path: string) => PackageFacts | undefined {
  const manifests = new Map<string, Manifest | undefined>();
  const facts = new Map<Manifest, PackageFacts>();
  const getManifest = (directory: string): Manifest | undefined => {
    if (!manifests.has(directory)) manifests.set(directory, readManifest(reader, directory));
    return manifests.get(directory);
  };
  const findIn = (directory: string): PackageFacts | undefined => {
    const chain = listUpwards(directory).flatMap((above) => getManifest(above) ?? []);
    const nearest = chain[0];
    if (nearest === undefined) return undefined;
    const known = facts.get(nearest) ?? describePackage(reader, root, nearest, chain);
    facts.set(nearest, known);
    return known;
  };
  const byDirectory = new Map<string, PackageFacts | undefined>();
  return (path) => {
    const directory = dirname(resolvePath(root, path));
    if (!byDirectory.has(directory)) byDirectory.set(directory, findIn(directory));
    return byDirectory.get(directory);
  };
}

/** The module format of one file: its extension decides, then its package. */
export function getModuleFormat(path: string, facts: PackageFacts | undefined): "esm" | "cjs" {
  if (/\.m[jt]s$/.test(path)) return "esm";
  if (/\.c[jt]s$/.test(path)) return "cjs";
  return facts?.moduleFormat ?? "cjs";
}

function describePackage(
  reader: ProjectReader,
  root: string,
  nearest: Manifest,
  chain: readonly Manifest[],
): PackageFacts {
  // A package.json that only sets `type` for a folder is not a package of its own.
  const named =
    chain.find(({ name, dependencies }) => name !== undefined || dependencies.size > 0) ?? nearest;
  const sentry = chain.find(hasSentry);
  return {
    directory: pathBetween(root, named.directory),
    name: named.name,
    moduleFormat: nearest.type === "module" ? "esm" : "cjs",
    sdk: sentry === undefined ? undefined : findSentrySdk(reader, sentry),
    dependencies: named.dependencies,
    drivers: Array.from(named.dependencies.keys())
      .filter((name) => driverNames.has(name))
      .sort(),
  };
}

function listUpwards(directory: string): readonly string[] {
  return directory === "" ? [""] : [directory, ...listUpwards(dirname(directory))];
}

const driverNames: ReadonlySet<string> = new Set([
  ...[
    "drizzle-orm",
    "knex",
    "kysely",
    "@prisma/client",
    "typeorm",
    "@mikro-orm/core",
    "sequelize",
    "objection",
  ],
  ...["pg", "postgres", "mysql", "mysql2", "mariadb", "tedious", "mongodb", "mongoose", "redis", "ioredis"],
  ...["better-sqlite3", "sqlite3", "@libsql/client", "@electric-sql/pglite", "@neondatabase/serverless"],
  ...["@planetscale/database", "@supabase/supabase-js", "@vercel/postgres"],
  ...[
    "@anthropic-ai/claude-agent-sdk",
    "@anthropic-ai/claude-code",
    "@anthropic-ai/sdk",
    "openai",
    "@openai/agents",
  ],
  ...[
    "@openai/codex-sdk",
    "@openai/codex",
    "ai",
    "ai-sdk-provider-claude-code",
    "@google/genai",
    "@google/generative-ai",
  ],
  ...[
    "@langchain/core",
    "@langchain/langgraph",
    "langchain",
    "@mistralai/mistralai",
    "cohere-ai",
    "groq-sdk",
    "ollama",
  ],
  ...["@modelcontextprotocol/sdk", "@opencode-ai/sdk", "@github/copilot-sdk"],
]);
