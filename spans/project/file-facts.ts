import type { SpanwrightConfig } from "../config.ts";
import type { HelperModule, SpanFile } from "../file.ts";
import { findClientSdk, isBrowserSdk } from "../client/sdk.ts";
import { matchesPath } from "../paths.ts";
import type { SdkFacts } from "../sdk.ts";
import { createPackageFinder, getModuleFormat, type PackageFacts } from "./packages.ts";
import type { ProjectReader } from "./reader.ts";
import { readMajor } from "./sentry-sdk.ts";

/** What a file's place in a project says about it: all of a `SpanFile` that is not in its text. */
export type FileFacts = Pick<
  SpanFile,
  "path" | "config" | "sdk" | "helpers" | "moduleFormat" | "isIsomorphic" | "isClient" | "clientSdk"
>;

/** The project around files, the same for every shell. */
export interface ProjectFacts {
  /** `undefined` where no SDK is found and the config names none. */
  factsOf(path: string): FileFacts | undefined;
  /** The same with the newest SDK assumed, to tell whether a file without one has sites at all. */
  fallbackFactsOf(path: string): FileFacts;
  /** `@sentry/node@11.11.0`, of the first file that had one. */
  readonly sdkLabel: string | undefined;
}

/**
 * Reads packages as files ask for them; nothing of the project is executed.
 *
 * @param root - absolute path with forward slashes; the config's paths begin there.
 */
export function createProjectFacts(
  reader: ProjectReader,
  root: string,
  config: SpanwrightConfig,
): ProjectFacts {
  const packageOf = createPackageFinder(reader, root);
  let sdkLabel: string | undefined;
  const modules = new Map<string, HelperModule>();

  const factsWith = (path: string, sdk: SdkFacts, found: PackageFacts | undefined): FileFacts => {
    const directory = found?.directory ?? "";
    const helpers = modules.get(directory) ?? helperModuleOf(reader, root, config, found);
    modules.set(directory, helpers);
    return {
      path,
      config,
      sdk,
      helpers,
      moduleFormat: getModuleFormat(path, found),
      isIsomorphic: (config.isomorphic ?? []).some((pattern) => matchesPath(path, pattern)),
      isClient:
        isBrowserSdk(sdk.module) || (config.browser ?? []).some((pattern) => matchesPath(path, pattern)),
      clientSdk: findClientSdk([...(found?.dependencies.keys() ?? []), sdk.module]),
    };
  };

  return {
    factsOf(path) {
      const found = packageOf(path);
      const sdk = configuredSdk(config, path) ?? installedSdk(found) ?? browserSdk(found);
      if (sdk === undefined) return undefined;
      sdkLabel ??= labelOf(sdk, found);
      return factsWith(path, sdk, found);
    },
    fallbackFactsOf: (path) => factsWith(path, { module: "@sentry/node", major: 11 }, packageOf(path)),
    get sdkLabel() {
      return sdkLabel;
    },
  };
}

/** The installed version where it is the one that is meant. */
function labelOf(sdk: SdkFacts, found: PackageFacts | undefined): string {
  const isInstalled = found?.sdk?.module === sdk.module && found.sdk.major === sdk.major;
  return `${sdk.module}@${isInstalled ? (found.sdk.version ?? sdk.major) : sdk.major}`;
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
function parseSdk(text: string): SdkFacts {
  const [, module, version] = /^(@?[^@]+)(?:@\D*(\d+))?/.exec(text) ?? [];
  return { module: module ?? text, major: version === undefined ? 11 : Number(version) };
}

function installedSdk(found: PackageFacts | undefined): SdkFacts | undefined {
  if (found?.sdk?.major === undefined) return undefined;
  return { module: found.sdk.module, major: found.sdk.major };
}

/** Of a package that runs in browsers alone; its files get what client code gets. */
function browserSdk(found: PackageFacts | undefined): SdkFacts | undefined {
  const module = found === undefined ? undefined : findClientSdk(found.dependencies.keys());
  const major = module === undefined ? undefined : readMajor(found?.dependencies.get(module) ?? "");
  if (module === undefined || major === undefined || !isBrowserSdk(module)) return undefined;
  return { module, major };
}

function helperModuleOf(
  reader: ProjectReader,
  root: string,
  config: SpanwrightConfig,
  found: PackageFacts | undefined,
): HelperModule {
  const directory = found?.directory ?? "";
  const inPackage = directory === "" ? "" : `${directory}/`;
  const name =
    config.helpers ??
    (reader.hasDirectory(`${root}/${inPackage}src`) ? "src/sentry-tracing" : "sentry-tracing");
  return { path: inPackage + name, extension: found?.moduleFormat === "esm" ? ".js" : "" };
}
