import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  applyEdits,
  nodesOf,
  normalize,
  relativeSpecifier,
  sdkFunctionOf,
  styleOf,
  quoted,
  type SdkFacts,
  type SkipReason,
  type SpanFile,
  type TextEdit,
} from "../../spans/index.ts";
import { isDirective } from "../../spans/flow.ts";
import { openFile } from "../engine/plan-project.ts";
import type { ProjectContext } from "../engine/project-context.ts";
import { readSourceSync } from "../engine/read.ts";
import type { Change } from "../engine/run.ts";
import type { ReportFile, ReportSite } from "../report/report.ts";
import { renderInstrument, versionOf } from "./instrument.ts";
import { addDependency, editManifest, readManifest, stringAt, stringsIn, type Manifest } from "./manifest.ts";
import { findStartCommands } from "./start-command.ts";

/** What `add-init` would do. */
export interface InitPlan {
  readonly files: readonly ReportFile[];
  readonly changes: readonly Change[];
}

/** Frameworks that start the program themselves, each with a place of its own for `Sentry.init`. */
const FRAMEWORKS =
  /^(?:next|nuxt|astro|gatsby|electron|expo|react-native|@sveltejs\/kit|@remix-run\/(?:node|serve)|@react-router\/(?:node|serve)|@solidjs\/start|@tanstack\/react-start)$/;
const START = /^(?:start|dev|serve|server|worker|prod|production)(?:[:-]|$)/;

/**
 * Starts the SDK in the packages that do not yet: an instrument file, the option or the line that loads it first, and the dependency.
 *
 * @param paths - the source files of the run; packages are those that hold one.
 */
export function planInit(context: ProjectContext, paths: readonly string[]): InitPlan {
  const reports: ReportFile[] = [];
  const changes: Change[] = [];
  for (const folder of packageFolders(context.root, paths)) {
    const path = join(folder, "package.json").replaceAll("\\", "/");
    const read = readSourceSync(context.root, path);
    const manifest = read.kind === "text" ? readManifest(read.text) : undefined;
    if (manifest === undefined) continue;
    const own = paths.filter((one) => folderOf(context.root, one) === folder);
    const plan = planPackage(context, { folder, path, manifest, paths: own });
    changes.push(...plan.changes);
    reports.push({ path, outcome: plan.changes.length > 0 ? "changed" : "unchanged", sites: [plan.site] });
    for (const change of plan.changes)
      if (change.path !== path) reports.push({ path: change.path, outcome: "changed", sites: [] });
  }
  return { files: reports, changes };
}

interface Package {
  readonly folder: string;
  readonly path: string;
  readonly manifest: Manifest;
  readonly paths: readonly string[];
}

function planPackage(
  context: ProjectContext,
  one: Package,
): { readonly site: ReportSite; readonly changes: readonly Change[] } {
  const { manifest, path, folder } = one;
  const site: Omit<ReportSite, "decision"> = {
    codemod: "add-init",
    kind: "init",
    line: 1,
    column: 1,
    range: [0, manifest.text.length],
    symbol: stringAt(manifest, "name") ?? (folder === "" ? "<package>" : folder),
  };
  const leave = (reason: SkipReason, detail: string) =>
    ({ site: { ...site, decision: "skip", reason, detail }, changes: [] }) as const;

  const dependencies = stringsIn(manifest, "dependencies");
  const framework = [...dependencies.keys(), ...stringsIn(manifest, "devDependencies").keys()].find((name) =>
    FRAMEWORKS.test(name),
  );
  if (framework !== undefined) return leave("framework-init", framework);
  const started = one.paths.find((file) => startsSdk(context, file));
  if (started !== undefined) return { site: { ...site, decision: "already", name: started }, changes: [] };

  const starts = findStarts(one);
  if (starts.length === 0) return leave("no-start-command", "no script runs node or tsx on a file");
  const sdk =
    context.contextOf(one.paths[0] ?? path)?.sdk ?? context.fallbackContext(one.paths[0] ?? path).sdk;
  const entries = starts.map((start) => ({ ...start, file: cjsSource(context, one, start.entry) }));
  const formats = new Set(entries.map(({ file }) => (file === undefined ? "mjs" : "cjs")));
  const taken = [...formats].find((extension) =>
    existsSync(join(context.root, folder, `instrument.${extension}`)),
  );
  if (taken !== undefined) return leave("needs-a-person", `instrument.${taken} is there, and starts no SDK`);

  return {
    site: { ...site, decision: "edit" },
    changes: [
      ...[...formats].sort().map((extension) => ({
        path: at(folder, `instrument.${extension}`),
        before: null,
        after: renderInstrument(sdk, extension === "mjs" ? "esm" : "cjs"),
      })),
      ...loadFirst(
        one,
        entries.flatMap(({ file }) => file ?? []),
      ),
      manifestChange(
        one,
        sdk,
        entries.filter(({ file }) => file === undefined),
      ),
    ].filter((change) => change.before !== change.after),
  };
}

interface Start {
  /** Offset in the manifest at which node's options stand. */
  readonly optionsAt: number;
  readonly entry: string;
}

/** The places in the scripts that start the program; those that load an instrument file already are done. */
function findStarts({ manifest }: Package): Start[] {
  return [...stringsIn(manifest, "scripts")].flatMap(([name, { text, offset }]) => {
    // An escape in a script would move every offset behind it.
    if (!START.test(name) || manifest.text.slice(offset, offset + text.length) !== text) return [];
    return findStartCommands(text)
      .filter(({ options }) => !options.some((option) => /instrument/.test(option)))
      .map(({ optionsAt, entry }) => ({ optionsAt: offset + optionsAt, entry }));
  });
}

/** The entry as a CommonJS source file of the project: there a line can load the instrument file, however the program is started. */
function cjsSource(context: ProjectContext, { folder, paths }: Package, entry: string): SpanFile | undefined {
  const path = normalize(at(folder, entry));
  const found = [path, `${path}.js`, `${path}/index.js`].find((one) => paths.includes(one));
  if (found === undefined || !/\.c?js$/.test(found)) return undefined;
  const file = open(context, found);
  const isModule = file?.program.body.some(({ type }) => /^(?:Import|Export)/.test(type)) ?? true;
  return file?.moduleFormat === "cjs" && !isModule ? file : undefined;
}

function loadFirst({ folder }: Package, files: readonly SpanFile[]): Change[] {
  return [...new Map(files.map((file) => [file.path, file])).values()].map((file) => {
    const first = file.program.body.find((statement) => !isDirective(statement));
    const offset = first?.range[0] ?? file.text.length;
    const style = styleOf(file);
    const specifier = quoted(`${relativeSpecifier(file.path, at(folder, "instrument"))}.cjs`, style);
    const newline = file.text.includes("\r\n") ? "\r\n" : "\n";
    const text = `require(${specifier})${style.semicolons ? ";" : ""}${newline}`;
    return {
      path: file.path,
      before: file.text,
      after: applyEdits(file.text, [{ range: [offset, offset], text }]),
    };
  });
}

function manifestChange({ manifest, path }: Package, sdk: SdkFacts, starts: readonly Start[]): Change {
  const edits: TextEdit[] = starts.map(({ optionsAt }) => ({
    range: [optionsAt, optionsAt],
    text: " --import ./instrument.mjs",
  }));
  const isListed = ["dependencies", "devDependencies", "peerDependencies"].some((key) =>
    stringsIn(manifest, key).has(sdk.module),
  );
  if (!isListed) edits.push(addDependency(manifest, sdk.module, versionOf(sdk)));
  return { path, before: manifest.text, after: editManifest(manifest, edits) };
}

function startsSdk(context: ProjectContext, path: string): boolean {
  const read = readSourceSync(context.root, path);
  if (read.kind !== "text" || !read.text.includes("@sentry/") || !/\binit\b/.test(read.text)) return false;
  const file = open(context, path, read.text);
  return file !== undefined && nodesOf(file.program).some((node) => sdkFunctionOf(file, node) === "init");
}

function open(context: ProjectContext, path: string, text?: string): SpanFile | undefined {
  const read = text === undefined ? readSourceSync(context.root, path) : { kind: "text" as const, text };
  if (read.kind !== "text") return undefined;
  // Whether there is an SDK yet is no matter here.
  const known =
    context.contextOf(path) === undefined ? { ...context, contextOf: context.fallbackContext } : context;
  const opened = openFile(known, path, read.text, { types: false });
  return opened.kind === "opened" ? opened.file : undefined;
}

function packageFolders(root: string, paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => folderOf(root, path) ?? []))].sort();
}

/** The folder of the nearest package.json within the root. */
function folderOf(root: string, path: string): string | undefined {
  for (let folder = path; folder !== "";) {
    folder = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) : "";
    if (existsSync(join(root, folder, "package.json"))) return folder;
  }
  return undefined;
}

function at(folder: string, name: string): string {
  return folder === "" ? name.replace(/^\.\//, "") : `${folder}/${name.replace(/^\.\//, "")}`;
}
