import { relative } from "node:path";
import { loadConfig } from "../config/load.ts";
import { defaultExclude, discover } from "../engine/discover.ts";
import { createProjectContext } from "../engine/project-context.ts";
import { createModuleResolver } from "../select/resolve-module.ts";
import type { SpanwrightConfig } from "../../spans/index.ts";
import { readProjectFacts } from "../cli/read-project-facts.ts";
import { checkInit } from "./check-init.ts";
import { checkMajors, checkMixedSdks, checkSdk, sdkOf, type SdkState } from "./check-sdk.ts";
import { checkSites } from "./check-sites.ts";
import { findInits } from "./find-inits.ts";
import { finding, type DoctorFinding } from "./finding.ts";
import { findServices, type Service } from "./service.ts";
import { createSources } from "./sources.ts";
import { checkTools, readTools, type ToolState } from "./tools.ts";

/** A package, as the tool sees it. */
export interface ServiceState {
  readonly folder: string;
  readonly name?: string;
  readonly moduleFormat: "esm" | "cjs";
  readonly sourceFiles: number;
  readonly sdk?: SdkState;
  /** Where `Sentry.init` is called: `src/instrument.ts:3`. */
  readonly inits: readonly string[];
}

/** What `doctor` saw and what is wrong with it; the JSON form of it is for machines. */
export interface Examination {
  readonly config: { readonly state: "valid" | "absent" | "invalid"; readonly path?: string };
  readonly tools: ToolState;
  readonly packages: readonly ServiceState[];
  /** By topic in the order of `topicTitles`, then by path and line. */
  readonly findings: readonly DoctorFinding[];
}

export interface ExamineOptions {
  /** Absolute path of the config that the user named. */
  readonly config?: string | undefined;
  /** Version of the TypeScript inside the tool. */
  readonly typescript: string;
  /** The config of a project without one. */
  readonly select: (root: string) => Promise<SpanwrightConfig>;
}

/** Looks at a project for what keeps spans from being written, linked or affordable. Nothing of it is executed. */
export async function examine(root: string, options: ExamineOptions): Promise<Examination> {
  const loaded = loadConfig(root, options.config);
  const config = loaded.kind === "loaded" ? loaded.config : {};
  // Not only what the config includes: the file with Sentry.init often lies outside of it.
  const found = await discover(root, { exclude: [...defaultExclude, ...(config.exclude ?? [])] });
  const paths = found.kind === "found" ? found.paths : [];
  const services = findServices(root, paths);
  const facts = readProjectFacts(root, paths);
  const context = createProjectContext(root, config, undefined);
  const sources = createSources(root, paths, context, createModuleResolver(paths, facts));
  const inits = findInits(sources);
  const tools = readTools(root, services, options.typescript, facts.hasTsconfig);
  const sdks = services.map((service) => ({ service, sdk: sdkOf(service, context) }));
  const withSdk = sdks.flatMap(({ service, sdk }) =>
    sdk === undefined ? [] : [{ folder: service.folder, sdk }],
  );
  const findings = [
    ...(loaded.kind === "invalid"
      ? loaded.problems.map(({ path, message }) =>
          finding("invalid-config", `${path}: ${message}`, { path: relative(root, loaded.path) }),
        )
      : await examineSites(root, loaded.kind === "loaded" ? config : undefined, services, options)),
    ...checkTools(tools),
    ...sdks.flatMap(({ service, sdk }) => checkSdk(service, sdk, services.length === 1)),
    ...(withSdk.length === 0 &&
    services.length !== 1 &&
    !sdks.some(({ service, sdk }) => isReported(service, sdk))
      ? [finding("no-sdk", "no package here has a Sentry SDK for a server")]
      : []),
    ...services.flatMap((service) => checkMixedSdks(root, service)),
    ...checkMajors(withSdk),
    ...services.flatMap((service) => checkInit(service, inits, sources)),
  ];
  return {
    config: {
      state: loaded.kind === "loaded" ? "valid" : loaded.kind,
      ...(loaded.kind === "absent" ? {} : { path: relative(root, loaded.path) }),
    },
    tools,
    packages: sdks.map(({ service, sdk }) => ({
      folder: service.folder,
      ...(service.facts.name === undefined ? {} : { name: service.facts.name }),
      moduleFormat: service.facts.moduleFormat,
      sourceFiles: service.files.length,
      ...(sdk === undefined ? {} : { sdk }),
      inits: inits.flatMap(({ path, line }) => (service.files.includes(path) ? [`${path}:${line}`] : [])),
    })),
    findings: sortFindings(findings),
  };
}

function isReported(service: Service, sdk: SdkState | undefined): boolean {
  return checkSdk(service, sdk, false).length > 0;
}

async function examineSites(
  root: string,
  given: SpanwrightConfig | undefined,
  services: readonly Service[],
  { select }: ExamineOptions,
): Promise<DoctorFinding[]> {
  const config = given ?? (await select(root));
  const found = await discover(root, {
    ...(config.include === undefined ? {} : { include: config.include }),
    exclude: [...defaultExclude, ...(config.exclude ?? [])],
  });
  const paths = found.kind === "found" ? found.paths : [];
  return checkSites(createProjectContext(root, config, undefined), paths, services);
}

function sortFindings(findings: readonly DoctorFinding[]): DoctorFinding[] {
  const topics = ["setup", "linking", "carrier", "volume"];
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort(
    (a, b) =>
      topics.indexOf(a.topic) - topics.indexOf(b.topic) ||
      compare(a.id, b.id) ||
      compare(a.path ?? "", b.path ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.message, b.message),
  );
}
