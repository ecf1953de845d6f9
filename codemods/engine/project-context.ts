import { existsSync } from "node:fs";
import { join } from "node:path";
import { matchesPath, type SdkFacts, type SpanwrightConfig, type TypeFacts } from "../../spans/index.ts";
import { createPackageFinder, getModuleFormat, type PackageFacts } from "./packages.ts";
import type { FileContext } from "./span-file.ts";
import type { VerifiedFile } from "./verify-file.ts";

/** What a run knows of the project around the files. */
export interface ProjectContext {
  readonly root: string;
  readonly config: SpanwrightConfig;
  /** `undefined` where no SDK is found and the config names none. */
  contextOf(path: string): FileContext | undefined;
  /** The same with the newest SDK assumed, to tell whether a file without one has sites at all. */
  fallbackContext(path: string): FileContext;
  /** `@sentry/node@11.11.0`, of the first file that had one. */
  readonly sdkLabel: string | undefined;
  /** Remarks on the whole run. */
  notes(files: readonly VerifiedFile[]): readonly string[];
}

/** Reads packages as files ask for them; nothing of the project is executed. */
export function createProjectContext(
  root: string,
  config: SpanwrightConfig,
  types: TypeFacts | undefined,
): ProjectContext {
  const packageOf = createPackageFinder(root);
  let sdkLabel: string | undefined;
  const folders = new Map<string, FileContext["helpers"]>();

  const contextWith = (path: string, sdk: SdkFacts, found: PackageFacts | undefined): FileContext => {
    const folder = found?.directory ?? "";
    let helpers = folders.get(folder);
    if (helpers === undefined) {
      helpers = helpersOf(root, folder, config, found);
      folders.set(folder, helpers);
    }
    return {
      path,
      config,
      sdk,
      helpers,
      moduleFormat: getModuleFormat(path, found),
      isIsomorphic: (config.isomorphic ?? []).some((pattern) => matchesPath(path, pattern)),
      types,
    };
  };

  return {
    root,
    config,
    contextOf(path) {
      const found = packageOf(path);
      const sdk = configuredSdk(config, path) ?? installedSdk(found);
      if (sdk === undefined) return undefined;
      sdkLabel ??= `${sdk.module}@${found?.sdk?.module === sdk.module ? (found.sdk.version ?? sdk.major) : sdk.major}`;
      return contextWith(path, sdk, found);
    },
    fallbackContext: (path) => contextWith(path, { module: "@sentry/node", major: 11 }, packageOf(path)),
    get sdkLabel() {
      return sdkLabel;
    },
    notes: () => [],
  };
}

/** `"@sentry/node@10"`, for all or for the longest folder that a path is in. */
function configuredSdk({ sdk }: SpanwrightConfig, path: string): SdkFacts | undefined {
  if (sdk === undefined) return undefined;
  if (typeof sdk === "string") return parseSdk(sdk);
  const folders = Object.keys(sdk).sort((a, b) => b.length - a.length);
  const folder = folders.find(
    (one) => one === "." || one === "" || path.startsWith(`${one.replace(/\/$/, "")}/`),
  );
  return folder === undefined ? undefined : parseSdk(sdk[folder] ?? "");
}

/** `@sentry/node@10.78.0` -> module and major; without a version the newest major is meant. */
export function parseSdk(text: string): SdkFacts {
  const [, module, version] = /^(@?[^@]+)(?:@\D*(\d+))?/.exec(text) ?? [];
  return { module: module ?? text, major: version === undefined ? 11 : Number(version) };
}

function installedSdk(found: PackageFacts | undefined): SdkFacts | undefined {
  if (found?.sdk?.major === undefined) return undefined;
  return { module: found.sdk.module, major: found.sdk.major };
}

function helpersOf(
  root: string,
  folder: string,
  config: SpanwrightConfig,
  found: PackageFacts | undefined,
): FileContext["helpers"] {
  const name =
    config.helpers ?? (existsSync(join(root, folder, "src")) ? "src/sentry-tracing" : "sentry-tracing");
  return {
    path: folder === "" ? name : `${folder}/${name}`,
    extension: found?.moduleFormat === "esm" ? ".js" : "",
  };
}
