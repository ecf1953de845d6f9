import { resolvePath } from "../paths.ts";
import type { Manifest } from "./manifest.ts";
import { findInstalled, parseManifest, readManifest } from "./manifest.ts";
import type { ProjectReader } from "./reader.ts";
import { findTarballManifest } from "./tarball.ts";

/** The Sentry SDK that a package uses on its server side. */
export interface SentrySdk {
  /** What a file imports, such as `@sentry/nextjs` or `@sentry/electron/main`. */
  readonly module: string;
  /** Major of the JavaScript SDK inside; undefined when nothing says it (`workspace:`, `catalog:`, a moving tag). */
  readonly major: number | undefined;
  /** Exact version of the package, where its own package.json could be read. */
  readonly version: string | undefined;
  /** Whether it is in a node_modules that this package sees. */
  readonly installed: boolean;
}

/** SDK package -> the framework that it is for. It is chosen over a plain runtime's when that framework is there too. */
const frameworkSdks: readonly (readonly [sdk: string, framework: RegExp])[] = [
  ["@sentry/nextjs", /^next$/],
  ["@sentry/nestjs", /^@nestjs\/core$/],
  ["@sentry/sveltekit", /^@sveltejs\/kit$/],
  ["@sentry/remix", /^@remix-run\//],
  ["@sentry/astro", /^astro$/],
  ["@sentry/nuxt", /^nuxt$/],
  ["@sentry/tanstackstart-react", /^@tanstack\/react-start$/],
  ["@sentry/react-router", /^(?:react-router|@react-router\/.*)$/],
  ["@sentry/solidstart", /^@solidjs\/start$/],
  ["@sentry/electron", /^electron$/],
  ["@sentry/hono", /^hono$/],
  ["@sentry/elysia", /^elysia$/],
];

/** From the most special to the plainest. Those for browsers alone (`@sentry/react`, `@sentry/vue`, ...) are not here. */
const runtimeSdks: readonly string[] = [
  "@sentry/aws-serverless",
  "@sentry/google-cloud-serverless",
  "@sentry/cloudflare",
  "@sentry/deno",
  "@sentry/bun",
  "@sentry/node",
  "@sentry/node-core",
];

/** `@sentry/electron` counts for itself. @see https://github.com/getsentry/sentry-electron/releases (5.0.0, 6.0.0, 7.0.0) */
const electronMajors: Readonly<Record<number, number>> = { 5: 8, 6: 9, 7: 10 };

/** Packages that share their version with every SDK but Electron's. */
const sameVersion: readonly string[] = [
  ...runtimeSdks,
  "@sentry/core",
  "@sentry/opentelemetry",
  "@sentry/profiling-node",
  "@sentry/browser",
  "@sentry/react",
];

/** Whether a package names a Sentry SDK of any kind: then it decides for itself, and no package above it does. */
export function hasSentry(manifest: Manifest): boolean {
  const tools = /^@sentry\/(?:cli|.*-plugin.*|.*wizard|conventions|types|utils)$/;
  return Array.from(manifest.dependencies.keys()).some(
    (name) => name.startsWith("@sentry/") && !tools.test(name),
  );
}

/**
 * Chooses the SDK that spans of a package's files are imported from, and finds its version: the installed one, else the
 * one inside a `file:` tarball, else the major that the range names.
 *
 * @returns undefined when the package has none, or one for browsers only
 */
export function findSentrySdk(reader: ProjectReader, manifest: Manifest): SentrySdk | undefined {
  const name = chooseSdk(manifest);
  if (name === undefined) return undefined;
  const found = findInstalled(reader, manifest.directory, name);
  const source = found ?? readLocal(reader, manifest, name);
  const version = source?.version;
  const stated =
    version === undefined ? readMajor(manifest.dependencies.get(name) ?? "") : readMajor(version);
  const inner =
    name === "@sentry/electron" ? findElectronMajor(source, stated) : (stated ?? findSiblingMajor(manifest));
  return { module: nameModule(name, manifest), major: inner, version, installed: found !== undefined };
}

/**
 * The major of a dependency range: of `^10.22.0`, `10.x`, `npm:@sentry/node@10`, `9 || 10` (the highest), or of a tarball
 * that has the version in its name.
 *
 * @returns undefined where the range names none
 */
export function readMajor(range: string): number | undefined {
  const packed = /-(\d+)\.\d+\.\d+[^/]*\.(?:tgz|tar\.gz)$/.exec(range)?.[1];
  if (packed !== undefined) return Number(packed);
  const plain = range.replace(/^npm:(?:@[^/]+\/)?[^@]+@/, "").replace(/^workspace:/, "");
  const majors = plain.split("||").map((part) => /^[\s^~>=v]*(\d+)(?=$|[.\s-])/.exec(part)?.[1]);
  const known = majors.filter((major) => major !== undefined).map(Number);
  return known.length === 0 ? undefined : Math.max(...known);
}

function chooseSdk({ dependencies }: Manifest): string | undefined {
  const names = Array.from(dependencies.keys());
  const present = frameworkSdks.filter(([sdk]) => dependencies.has(sdk));
  const fitting = present.find(([, framework]) => names.some((name) => framework.test(name)));
  const runtime = runtimeSdks.find((sdk) => dependencies.has(sdk));
  // A framework's SDK without the framework, next to a runtime's, is there for another reason (a pinned transitive one).
  const chosen = fitting?.[0] ?? runtime ?? present[0]?.[0];
  const isBrowserOnly = names.some((name) =>
    /^@sentry\/(?:browser|react|vue|svelte|solid|angular|ember|gatsby)$/.test(name),
  );
  return chosen ?? (dependencies.has("@sentry/core") && !isBrowserOnly ? "@sentry/core" : undefined);
}

/** Two SDKs have no API at their root but one for each place where they run. */
function nameModule(name: string, { dependencies }: Manifest): string {
  if (name === "@sentry/electron") return "@sentry/electron/main";
  if (name !== "@sentry/hono") return name;
  const runtime = ["node", "cloudflare", "bun", "deno"].find((one) => dependencies.has(`@sentry/${one}`));
  return `@sentry/hono/${runtime ?? "node"}`;
}

/** The package.json behind `file:` or `link:`, in a tarball or in a directory. */
function readLocal(
  reader: ProjectReader,
  { directory, dependencies }: Manifest,
  name: string,
): Manifest | undefined {
  const target = /^(?:file|link):(.+)$/.exec(dependencies.get(name) ?? "")?.[1];
  if (target === undefined) return undefined;
  const path = resolvePath(directory, target);
  if (!/\.(?:tgz|tar\.gz)$/.test(path)) return readManifest(reader, path);
  const archive = reader.readTarball(path);
  const text = archive === undefined ? undefined : findTarballManifest(archive);
  return text === undefined ? undefined : parseManifest(text, path);
}

function findElectronMajor(source: Manifest | undefined, stated: number | undefined): number | undefined {
  const inside = readMajor(source?.dependencies.get("@sentry/node") ?? "");
  return inside ?? (stated === undefined ? undefined : electronMajors[stated]);
}

/** All packages of one release have one version, so `@sentry/profiling-node: ^10.22.0` tells the major of its neighbours. */
function findSiblingMajor({ dependencies }: Manifest): number | undefined {
  const majors = sameVersion.map((name) => readMajor(dependencies.get(name) ?? ""));
  return majors.find((major) => major !== undefined);
}
