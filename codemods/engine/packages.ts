import { sep } from "node:path";
import * as project from "../../spans/project/packages.ts";
import { projectReader } from "./project-reader.ts";

export { getModuleFormat, type PackageFacts } from "../../spans/project/packages.ts";

/** @see project.createPackageFinder; reads the disk. */
export function createPackageFinder(root: string): (path: string) => project.PackageFacts | undefined {
  const find = project.createPackageFinder(projectReader, toPosix(root));
  return (path) => find(toPosix(path));
}

function toPosix(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}
