/** The package's version, which ESLint puts into its cache keys; the build checks that it is the one of package.json. */
export const version = "0.1.0";
