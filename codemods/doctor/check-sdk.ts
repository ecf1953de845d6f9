import { join, sep } from "node:path";
import type { ProjectContext } from "../engine/project-context.ts";
import { projectReader } from "../engine/project-reader.ts";
import { findInstalled } from "../../spans/project/manifest.ts";
import { readMajor } from "../../spans/project/sentry-sdk.ts";
import { finding, type DoctorFinding } from "./finding.ts";
import { isStarted, type Service } from "./service.ts";

/** What is known of a package's SDK. */
export interface SdkState {
  readonly module: string;
  readonly major: number | undefined;
  /** The installed version. */
  readonly version: string | undefined;
  readonly installed: boolean;
  /** True where the config says it, not the package. */
  readonly configured: boolean;
}

/** The SDK of a package's files, as the codemods see it. */
export function sdkOf({ facts, files }: Service, context: ProjectContext): SdkState | undefined {
  const { sdk } = facts;
  const [first = ""] = files;
  const used = context.contextOf(first)?.sdk;
  const isOwn = used === undefined || (used.module === sdk?.module && used.major === sdk.major);
  if (isOwn)
    return sdk === undefined
      ? undefined
      : {
          module: sdk.module,
          major: sdk.major,
          version: sdk.version,
          installed: sdk.installed,
          configured: false,
        };
  return {
    module: used.module,
    major: used.major,
    version: sdk?.module === used.module ? sdk.version : undefined,
    installed: sdk?.module === used.module && sdk.installed,
    configured: true,
  };
}

/** Whether a package has an SDK that the codemods can write for. */
export function checkSdk(service: Service, sdk: SdkState | undefined, isOnly: boolean): DoctorFinding[] {
  const place = { path: service.folder };
  if (sdk === undefined)
    return isOnly || isStarted(service)
      ? [finding("no-sdk", `no Sentry SDK for a server in ${nameOf(service)}`, place)]
      : [];
  const { module, major } = sdk;
  if (major === undefined)
    return [finding("unknown-sdk-version", `nothing says which version ${module} is`, place)];
  return major < 9 || major > 11
    ? [finding("unsupported-sdk", `${module} is version ${sdk.version ?? major}`, place)]
    : [];
}

/** Two versions of the SDK in one process do not see each other's spans. */
export function checkMixedSdks(root: string, { facts, folder }: Service): DoctorFinding[] {
  const absolute = join(root, facts.directory).split(sep).join("/");
  const versions = [...facts.dependencies].flatMap(([name, range]) => {
    if (!isRuntimeSdk(name)) return [];
    const version =
      findInstalled(projectReader, absolute, name)?.version ?? readMajor(range)?.toString() ?? undefined;
    return version === undefined ? [] : [{ name, version }];
  });
  // What is not installed is known by its major only.
  const short = versions.some(({ version }) => !version.includes("."));
  const distinct = new Set(versions.map(({ version }) => (short ? version.split(".")[0] : version)));
  if (distinct.size < 2) return [];
  const list = versions.map(({ name, version }) => `${name} ${version}`).sort();
  return [finding("mixed-sdk-versions", `different versions: ${list.join(", ")}`, { path: folder })];
}

/** Services on different majors. */
export function checkMajors(
  sdks: readonly { readonly folder: string; readonly sdk: SdkState }[],
): DoctorFinding[] {
  const known = sdks.filter(({ sdk }) => sdk.major !== undefined);
  if (new Set(known.map(({ sdk }) => sdk.major)).size < 2) return [];
  const list = known.map(({ folder, sdk }) => `${folder} has ${sdk.module} ${sdk.version ?? sdk.major}`);
  return [finding("several-sdk-majors", list.join(", "))];
}

/** Those that are versioned together and hold spans; tools and Electron's own numbers are left out. */
function isRuntimeSdk(name: string): boolean {
  return (
    /^@sentry\//.test(name) &&
    !/^@sentry\/(?:cli|electron|conventions|types|utils|wizard|.*-plugin.*|react-native|capacitor)$/.test(
      name,
    )
  );
}

function nameOf({ facts, folder }: Service): string {
  return facts.name ?? (folder === "." ? "this package" : folder);
}
