import {
  matchesPath,
  type FunctionEntry,
  type IpcEntry,
  type MessageTypeEntry,
  type ProviderEntry,
  type ReceiveEntry,
  type SendEntry,
  type SpanwrightConfig,
  type TickEntry,
  type ToolEntry,
} from "../../spans/index.ts";
import type { Boundary } from "./boundary.ts";
import { createCallGraph } from "./call-graph.ts";
import { findConsumers } from "./consumers.ts";
import { findDbClients } from "./db-clients.ts";
import { findDetached } from "./detached.ts";
import { findRouteHandlers } from "./handlers.ts";
import { findMessageTypes } from "./message-types.ts";
import { isComponentPath } from "./paths.ts";
import type { ProjectFacts, SourceText } from "./project-facts.ts";
import { createProject, type Project } from "./project.ts";
import { findProviders, isInner } from "./providers.ts";
import { reachOf } from "./reach.ts";
import { findIpcChannels } from "./ipc-channels.ts";
import { findReceiveSites } from "./receive-sites.ts";
import { findSendSites } from "./send-sites.ts";
import { findSdkStarters, findSentryModules, isSentrySetup } from "./sentry-modules.ts";
import { findTicks } from "./ticks.ts";
import { findToolChokePoints } from "./tools.ts";
import { unfitnessOf } from "./unfit.ts";
import type { FunctionUnit, SourceModule } from "./units.ts";

/**
 * Chooses what deserves a span in a whole project, as data for the config: names with a line of evidence.
 *
 * @param files - every source file of the project, paths from the root; tests are left out here.
 * @param facts - what its package.json and tsconfig files say.
 * @returns a config with only the keys for which something was found; lists are sorted, the same input gives the same config.
 * @see facts/real-code.md "What deserves a span"
 */
export function selectSites(files: readonly SourceText[], facts: ProjectFacts): SpanwrightConfig {
  const project = createProject(files, facts);
  const graph = createCallGraph(project);
  const tools = findToolChokePoints(project, graph);
  const reach = reachOf(graph, new Map(tools.map((unit) => [unit, toolBoundary(unit)])));
  const providers = findProviders(project, graph, reach);

  const excluded = new Set([...findRouteHandlers(project), ...findSdkStarters(project)]);
  const chosen = new Map<FunctionUnit, string>();
  const choose = (found: ReadonlyMap<FunctionUnit, string>): void => {
    for (const [unit, evidence] of found)
      if (!providers.has(unit) && !excluded.has(unit) && !chosen.has(unit)) chosen.set(unit, evidence);
  };
  choose(fit(findConsumers(project, graph, new Set(providers.keys()))));
  const choke = new Map<FunctionUnit, string>();
  for (const [unit, evidence] of fit(
    new Map(tools.map((one) => [one, "every call of a tool goes through it"])),
  ))
    if (!providers.has(unit) && !excluded.has(unit) && !chosen.has(unit)) choke.set(unit, evidence);
  choose(new Map([...findDetached(graph, reach)].filter(([unit]) => !choke.has(unit))));

  const ticks = findTicks(graph, reach, chosen);
  for (const unit of ticks.keys()) chosen.delete(unit);

  const isSelectable = selectableIn(project);
  const isIpcSelectable = withinPackages(project);
  const sentryModules = findSentryModules(project);
  const clients = findDbClients(project);
  const sends = findSendSites(project).filter(({ unit }) => isSelectable(unit.module));
  const receives = findReceiveSites(project).filter(({ module }) => isSelectable(module));
  const messages = findMessageTypes(
    project,
    [...sends, ...receives].flatMap(({ type }) => (type === undefined ? [] : [type])),
  );
  return {
    ...(sentryModules.length === 0 ? {} : { sentryModules }),
    ...(clients.length === 0 ? {} : { db: { clients } }),
    ...list<ProviderEntry>(
      "providers",
      entriesOf(new Map([...providers].filter(([unit]) => !isInner(graph, providers, unit))), isSelectable),
    ),
    ...list<FunctionEntry>("functions", entriesOf(chosen, isSelectable)),
    ...list<TickEntry>(
      "ticks",
      sorted([...ticks].flatMap(([{ module }, entry]) => (isSelectable(module) ? [entry] : []))),
    ),
    ...list<ToolEntry>("tools", entriesOf(choke, isSelectable)),
    ...list<SendEntry>("send", sorted(sends.map(({ entry }) => entry))),
    ...list<ReceiveEntry>("receive", sorted(receives.map(({ entry }) => entry))),
    ...list<MessageTypeEntry>("messages", messages),
    ...list<IpcEntry>("ipc", findIpcChannels(project.modules.filter(isIpcSelectable))),
  };
}

function toolBoundary(unit: FunctionUnit): Boundary {
  return { kind: "tool", label: unit.symbol };
}

/** Without those that never get a span, whatever speaks for them. */
function fit(found: ReadonlyMap<FunctionUnit, string>): ReadonlyMap<FunctionUnit, string> {
  return new Map([...found].filter(([unit]) => unfitnessOf(unit) === undefined));
}

/** Packages that have an SDK (all, when none has one), where the caller wants entries. */
function withinPackages({ facts: { packages, include } }: Project): (module: SourceModule) => boolean {
  const withSdk = packages.filter(({ dependencies }) =>
    dependencies?.some((name) => /^@sentry\//.test(name)),
  );
  return (module) =>
    (include === undefined || include.some((pattern) => matchesPath(module.path, pattern))) &&
    (withSdk.length === 0 ||
      withSdk.some(({ folder }) => folder === "" || module.path.startsWith(`${folder}/`)));
}

/** Of those, server code. */
function selectableIn(project: Project): (module: SourceModule) => boolean {
  const isWithin = withinPackages(project);
  return (module) =>
    isWithin(module) &&
    !isSentrySetup(module) &&
    !isComponentPath(module.path) &&
    !module.imports.some(({ module: source, typeOnly }) => source === "react" && !typeOnly) &&
    !module.file.program.body.some(
      (one) => one.type === "ExpressionStatement" && one.directive === "use client",
    );
}

function entriesOf(
  found: ReadonlyMap<FunctionUnit, string>,
  isSelectable: (module: SourceModule) => boolean,
): readonly { readonly function: string; readonly file: string; readonly evidence: string }[] {
  return sorted(
    [...found]
      .filter(([unit]) => isSelectable(unit.module))
      .map(([{ symbol, module }, evidence]) => ({ function: symbol, file: module.path, evidence })),
  );
}

/** By file and name, each once. */
function sorted<Entry extends { readonly function: string; readonly file?: string }>(
  entries: readonly Entry[],
): readonly Entry[] {
  const byKey = new Map(entries.map((entry) => [`${entry.file ?? ""}\0${entry.function}`, entry]));
  return [...byKey].sort(([a], [b]) => compare(a, b)).map(([, entry]) => entry);
}

function list<Entry>(key: string, entries: readonly Entry[]): Readonly<Record<string, readonly Entry[]>> {
  return entries.length === 0 ? {} : { [key]: entries };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
