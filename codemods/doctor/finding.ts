/** What a finding explains: the tool's own needs, or one of the three questions that people come with. */
export type Topic = "setup" | "linking" | "carrier" | "volume";

export const topicTitles: Readonly<Record<Topic, string>> = {
  setup: "Setup",
  linking: "Traces that do not link across services",
  carrier: "Socket messages without a carrier",
  volume: "Too many spans",
};

/** Every kind of finding, with what it explains and what to do. A missing text is a type error. */
export const findingTexts = {
  "invalid-config": { topic: "setup", remedy: "Correct the config; until then every command stops here." },
  "no-sdk": {
    topic: "linking",
    remedy:
      'Install an SDK in this package, or name one in the config ("sdk": { "<folder>": "@sentry/node@11" }); without one its files are skipped and traces end at its door.',
  },
  "unknown-sdk-version": {
    topic: "setup",
    remedy: 'Install the dependencies, or say the major in the config: "sdk": "@sentry/node@11".',
  },
  "unsupported-sdk": {
    topic: "setup",
    remedy: "Codemods are for 9, 10 and 11; version 8 gets upgrade-api and the lint rules.",
  },
  "mixed-sdk-versions": {
    topic: "linking",
    remedy:
      "Give every @sentry package of one process the same version: two versions are two SDKs, and a span of one is not active in the other.",
  },
  "several-sdk-majors": {
    topic: "linking",
    remedy:
      "Traces do link between majors, but names, ops and attributes of automatic spans differ; bring the packages to one major.",
  },
  "plugin-version": {
    topic: "setup",
    remedy:
      "Install spanwright and eslint-plugin-spanwright in one version: both decide with the same model.",
  },
  "eslint-version": { topic: "setup", remedy: "The plugin needs ESLint 9.22 or newer." },
  "no-init": {
    topic: "linking",
    remedy:
      "Call Sentry.init in a file of its own (instrument.ts) and load that before everything else; without it spans are not recorded and no trace header is sent.",
  },
  "init-not-loaded": {
    topic: "linking",
    remedy: "Start with `node --import ./instrument.mjs`, or import the file first in the entry.",
  },
  "init-not-first": {
    topic: "linking",
    remedy:
      "Load the file with Sentry.init before everything else: `node --import`, or the first import of the entry. What is loaded before it is not traced, so no trace header leaves or enters there.",
  },
  "esm-without-import": {
    topic: "linking",
    remedy:
      "In SDK 9 and 10 an ES module must be started with `node --import ./instrument.mjs`: an import at the top comes too late for other ES modules.",
  },
  "require-flag": {
    topic: "linking",
    remedy: "SDK 11 does not support --require; start with `node --import`, in CommonJS too.",
  },
  "unpaired-destination": {
    topic: "linking",
    remedy:
      "Name the other side in the config (`receive` or `send`, with the same destination), or run spanwright in a folder that holds both.",
  },
  "sockets-not-selected": {
    topic: "carrier",
    remedy:
      "Run `spanwright init`, or name the functions that send and receive in the config (`send`, `receive`).",
  },
  "no-carrier": { topic: "carrier", remedy: "`spanwright apply --only carry-trace` writes it." },
  "carrier-refused": { topic: "carrier", remedy: "docs/skip-reasons.md says what to do about each reason." },
  "many-functions": {
    topic: "volume",
    remedy: "Keep the entries that reach a provider, a tool, a process or a queue; delete the others.",
  },
  "span-in-loop": {
    topic: "volume",
    remedy: "Put one span around the loop instead, or name the event types that matter (`types`).",
  },
} as const satisfies Readonly<Record<string, { readonly topic: Topic; readonly remedy: string }>>;

export type FindingId = keyof typeof findingTexts;

/** Something that keeps spans from being written, linked or affordable. */
export interface DoctorFinding {
  readonly id: FindingId;
  readonly topic: Topic;
  /** Relative POSIX path of a file, or of a package's folder. */
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  readonly message: string;
  readonly remedy: string;
}

export function finding(
  id: FindingId,
  message: string,
  place: { readonly path?: string; readonly line?: number } = {},
): DoctorFinding {
  const { topic, remedy } = findingTexts[id];
  return { id, topic, ...place, message, remedy };
}
