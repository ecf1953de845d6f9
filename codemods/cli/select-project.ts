import type { SpanwrightConfig } from "../../spans/index.ts";
import { defaultExclude, discover } from "../engine/discover.ts";
import { classifyText, readSourceSync } from "../engine/read.ts";
import type { ProjectFacts, SourceText } from "../select/project-facts.ts";
import { selectSites } from "../select/select-sites.ts";
import { readProjectFacts } from "./read-project-facts.ts";

/**
 * Reads a project once and computes what its config would say. Nothing of it is executed.
 *
 * @param root - absolute path.
 * @param paths - files and folders to stay within; all of the root by default.
 */
export async function selectProject(root: string, paths: readonly string[] = []): Promise<SpanwrightConfig> {
  const sources = await readSources(root, paths);
  return sources === undefined ? {} : selectSites(sources.files, sources.facts);
}

/** Every source file of a project with what its manifests say, for questions that need all of it. */
export async function readSources(
  root: string,
  paths: readonly string[] = [],
): Promise<{ readonly files: readonly SourceText[]; readonly facts: ProjectFacts } | undefined> {
  const found = await discover(root, { exclude: defaultExclude });
  if (found.kind !== "found") return undefined;
  const files = found.paths.flatMap((path) => {
    const read = readSourceSync(root, path);
    return read.kind === "text" && classifyText(read.text) === undefined ? [{ path, text: read.text }] : [];
  });
  const { packages, tsconfigPaths } = readProjectFacts(root, found.paths);
  return {
    files,
    facts: {
      packages,
      tsconfigPaths,
      ...(paths.length === 0 ? {} : { include: paths }),
    },
  };
}
