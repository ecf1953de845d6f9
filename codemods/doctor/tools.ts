import { sep } from "node:path";
import { projectReader } from "../engine/project-reader.ts";
import { findInstalled } from "../../spans/project/manifest.ts";
import { version as toolVersion } from "../version.ts";
import { finding, type DoctorFinding } from "./finding.ts";
import type { Service } from "./service.ts";

/** The tools beside the SDK, as installed. */
export interface ToolState {
  /** The TypeScript that checks edits unless told otherwise, and the project's own. */
  readonly typescript: { readonly bundled: string; readonly project?: string; readonly tsconfig: boolean };
  readonly eslint?: string;
  readonly eslintPlugin?: string;
}

/**
 * Reads versions from package.json files; nothing of the project is executed.
 *
 * @param bundled - version of the TypeScript inside the tool.
 * @param tsconfig - whether there is one, so that edits are checked with types by default.
 */
export function readTools(
  root: string,
  services: readonly Service[],
  bundled: string,
  tsconfig: boolean,
): ToolState {
  const folders = [root, ...services.map(({ folder }) => (folder === "." ? root : `${root}/${folder}`))];
  const find = (name: string): string | undefined => {
    for (const folder of folders) {
      const version = findInstalled(projectReader, folder.split(sep).join("/"), name)?.version;
      if (version !== undefined) return version;
    }
    return undefined;
  };
  const [project, eslint, eslintPlugin] = [
    find("typescript"),
    find("eslint"),
    find("eslint-plugin-spanwright"),
  ];
  return {
    typescript: {
      bundled,
      ...(project === undefined ? {} : { project }),
      tsconfig,
    },
    ...(eslint === undefined ? {} : { eslint }),
    ...(eslintPlugin === undefined ? {} : { eslintPlugin }),
  };
}

export function checkTools({ eslint, eslintPlugin }: ToolState): DoctorFinding[] {
  if (eslintPlugin === undefined) return [];
  const findings: DoctorFinding[] = [];
  if (eslintPlugin !== toolVersion)
    findings.push(
      finding("plugin-version", `eslint-plugin-spanwright is ${eslintPlugin}, spanwright ${toolVersion}`),
    );
  const [major = 0, minor = 0] = (eslint ?? "0").split(".").map(Number);
  if (major < 9 || (major === 9 && minor < 22))
    findings.push(
      finding("eslint-version", eslint === undefined ? "ESLint is not installed" : `ESLint is ${eslint}`),
    );
  return findings;
}
