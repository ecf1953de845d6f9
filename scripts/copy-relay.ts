import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("..", import.meta.url));

/** The system as it is in the repository: no span, only `Sentry.init`. */
export const relaySource = join(repository, "fixtures/apps/relay");

/** A copy of the relay system that may be changed and run. */
export interface RelayCopy {
  readonly root: string;
  remove(): Promise<void>;
}

/** Copies the relay system to a temporary folder; its packages are those of the repository. */
export async function copyRelay(): Promise<RelayCopy> {
  const root = await mkdtemp(join(tmpdir(), "relay-"));
  await cp(relaySource, root, { recursive: true, filter: (path) => !isGenerated(path) });
  await symlink(join(repository, "node_modules"), join(root, "node_modules"), "junction");
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** Whether a file or folder of the system is not its source. */
export function isGenerated(path: string): boolean {
  return ["dist", "node_modules", ".spanwright"].includes(basename(path));
}
