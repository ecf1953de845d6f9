import type { SpanwrightConfig } from "../../spans/index.ts";

/** Reads a project once and computes what the config would say. */
export async function selectProject(root: string): Promise<SpanwrightConfig> {
  return {};
}
