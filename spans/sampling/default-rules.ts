import { lastName } from "../carry/entries.ts";
import type { SamplingRule, SpanwrightConfig } from "../config.ts";

const NOISE = "{health,healthz,healthcheck,livez,readyz,ping,status}";
const WORK = "{agent,agents,ai,chat,llm,mcp,pipeline,pipelines,provider,providers,tool,tools}";

/**
 * What is sampled how often when the config's table has no rows of its own. A sampler sees roots only, so each row is about one: a
 * request by its path, anything else by its name or op. The first row that fits decides.
 */
export function defaultRules(config: SpanwrightConfig): readonly SamplingRule[] {
  return [...noise, ...ticksOf(config), ...work];
}

const noise: readonly SamplingRule[] = [
  // Health, ping, status.
  { path: `**/${NOISE}`, rate: 0 },
  { name: NOISE, rate: 0 },
  // Assets, heartbeats, polling: many, and alike.
  { path: "**/{assets,static,_next}/**", rate: 0.1 },
  { path: "**/*.{js,css,map,svg,png,jpg,ico,woff2}", rate: 0.1 },
  { path: "**/{heartbeat,heartbeats,poll,polling}", rate: 0.1 },
  { name: "*heartbeat*", rate: 0.1 },
];

const work: readonly SamplingRule[] = [
  // Work that reaches a model, a tool or a pipeline: rare, slow, and what people look for.
  { op: "{gen_ai,mcp}.*", rate: 1 },
  { path: `**/${WORK}{,/**}`, rate: 1 },
  { name: "*{agent,llm,orchestrator,pipeline}*", rate: 1 },
  // Sockets, files, API.
  { op: "{websocket,queue.process,file}", rate: 0.5 },
  { path: "**/{api,files,uploads,downloads}{,/**}", rate: 0.5 },
];

/** Ticks are in the config because they reach a provider, a tool or another process. */
function ticksOf({ ticks = [] }: SpanwrightConfig): SamplingRule[] {
  const names = ticks.flatMap(({ name, destination, function: called }) =>
    /^(?:set(?:Interval|Timeout)|schedule)$/.test(lastName(called))
      ? (name ?? [])
      : (name ?? (destination === undefined ? lastName(called) : `process ${destination}`)),
  );
  const [only, ...others] = new Set(names);
  if (only === undefined) return [];
  return [{ name: others.length === 0 ? `*${only}` : `*{${[only, ...others].join(",")}}`, rate: 1 }];
}

/** By environment, for all that no row fits; the last is for environments that are not named. */
export const defaultRates: Readonly<Record<string, number>> = {
  development: 1,
  staging: 0.5,
  production: 0.2,
};
