import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { findGitDir } from "./git-dir.ts";

/** The way from the top of the repository to a root: "" or "packages/web/"; "" outside of a repository. Git is not run. */
export function repositoryPrefix(root: string): string {
  const real = realpathSync(root);
  const top = findGitDir(real)?.top;
  const way = top === undefined ? "" : relative(top, real).split(sep).join("/");
  return way === "" ? "" : `${way}/`;
}
