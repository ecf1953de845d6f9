import type { SpanwrightConfig } from "./config.ts";

const known = new WeakMap<SpanwrightConfig, RegExp>();

/**
 * Finds a mention of the SDK: its package's scope, a module that is named after it, or one that the config says re-exports or wraps it.
 * A file without any reaches no Sentry function.
 */
export function mentionsSentry(config: SpanwrightConfig): RegExp {
  const pattern = known.get(config) ?? createPattern(config);
  known.set(config, pattern);
  return pattern;
}

/** Parts of words: it is asked of every file of a repository, and a pattern without conditions around it is several times faster. */
function createPattern({ sentryModules = [], wrapper }: SpanwrightConfig): RegExp {
  const modules = [...sentryModules, ...(wrapper === undefined ? [] : [wrapper.module])].map((module) =>
    module
      .slice(module.lastIndexOf("/") + 1)
      .replace(/\.[cm]?[jt]s$/, "")
      .replace(/[^\w]/g, "\\$&"),
  );
  return new RegExp(["[sS]entry", "instrument", ...modules].join("|"));
}
