/** Name and version as reports have it; the build checks that it is the package's. */
export const version = "0.1.0";
export const toolName = `spanwright ${version}`;
