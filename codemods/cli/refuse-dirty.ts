import { getGitState } from "../engine/git.ts";

/**
 * Why files must not be written: with uncommitted changes in them nobody could tell the tool's changes from their own. Where git cannot
 * answer, that is not known, so it refuses as well.
 *
 * @returns a message, or `undefined` when the files may be written.
 */
export async function refuseDirty(root: string, paths: readonly string[]): Promise<string | undefined> {
  if (paths.length === 0) return undefined;
  const state = await getGitState(root, paths);
  switch (state.kind) {
    case "clean":
    case "not-a-repo":
      return undefined;
    case "dirty": {
      const shown = state.paths.slice(0, 10).map((path) => `  ${path}`);
      const more =
        state.paths.length > shown.length ? [`  and ${state.paths.length - shown.length} more`] : [];
      return [
        "spanwright: these files have uncommitted changes; commit them first, or pass --allow-dirty:",
        ...shown,
        ...more,
      ].join("\n");
    }
    case "git-missing":
      return "spanwright: this is a git repository, but git is not installed, so uncommitted changes cannot be seen; pass --allow-dirty to go on.";
    case "git-failed":
      return `spanwright: git does not answer (${state.message}), so uncommitted changes cannot be seen; pass --allow-dirty to go on.`;
  }
}
