import type { SpanwrightConfig } from "../../spans/index.ts";
import { defaultExclude, discover } from "../engine/discover.ts";
import { classifyText, readSourceSync } from "../engine/read.ts";
import { selectSites } from "../select/select-sites.ts";
import { readProjectFacts } from "./read-project-facts.ts";

/**
 * Reads a project once and computes what its config would say. Nothing of it is executed.
 *
 * @param root - absolute path.
 * @param paths - files and folders to stay within; all of the root by default.
 */
export async function selectProject(root: string, paths: readonly string[] = []): Promise<SpanwrightConfig> {
  const found = await discover(root, { exclude: defaultExclude });
  if (found.kind !== "found") return {};
  const files = found.paths.flatMap((path) => {
    const read = readSourceSync(root, path);
    return read.kind === "text" && classifyText(read.text) === undefined ? [{ path, text: read.text }] : [];
  });
  const { packages, tsconfigPaths } = readProjectFacts(root, found.paths);
  return selectSites(files, {
    packages,
    tsconfigPaths,
    ...(paths.length === 0 ? {} : { include: paths }),
  });
}
