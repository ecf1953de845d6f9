import { execFileSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * Copies what git tracks in a checkout to a temporary folder, so that the checkout itself is never written to. Installed packages and
 * built declarations are linked, because types need them.
 */
export function copyTree(tree: string): string {
  const target = mkdtempSync(join(tmpdir(), "spanwright-real-"));
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: tree, encoding: "utf8", maxBuffer: 1 << 28 })
    .split("\0")
    .filter(Boolean);
  for (const path of tracked) {
    const source = join(tree, path);
    if (!existsSync(source) || lstatSync(source).isSymbolicLink()) continue;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(source, join(target, path));
  }
  const folders = new Set([
    "",
    ...tracked
      .filter((path) => path.endsWith("package.json"))
      .map((path) => dirname(path).replace(/^\.$/, "")),
  ]);
  for (const folder of folders) linkInstalled(tree, target, folder);
  return target;
}

/** A link to the checkout's packages; a workspace's own packages in it must be those of the copy. */
function linkInstalled(tree: string, target: string, folder: string): void {
  for (const name of ["dist", "node_modules"]) {
    const source = join(tree, folder, name);
    const link = join(target, folder, name);
    if (!existsSync(source) || existsSync(link)) continue;
    if (name === "dist") symlinkSync(source, link);
    else linkPackages(tree, target, source, link);
  }
}

function linkPackages(tree: string, target: string, source: string, link: string): void {
  mkdirSync(link, { recursive: true });
  for (const entry of readdirSync(source)) {
    const from = join(source, entry);
    if (entry.startsWith("@")) linkPackages(tree, target, from, join(link, entry));
    else symlinkSync(workspacePackage(tree, target, from) ?? from, join(link, entry));
  }
}

function workspacePackage(tree: string, target: string, from: string): string | undefined {
  if (!lstatSync(from).isSymbolicLink()) return undefined;
  const real = execFileSync("realpath", [from], { encoding: "utf8" }).trim();
  if (!real.startsWith(`${tree}/`) || real.includes("/node_modules/")) return undefined;
  return join(target, real.slice(tree.length + 1));
}
