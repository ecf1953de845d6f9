import type { SdkFacts } from "../../spans/index.ts";

/** The newest version that installs, of each supported major. */
const versions: Readonly<Record<number, string>> = { 9: "^9.47.2", 10: "^10.78.0", 11: "~11.11.0" };

export function versionOf({ major }: SdkFacts): string {
  return versions[major] ?? `^${major}.0.0`;
}

/**
 * The file that starts the SDK before anything else is loaded. Without `SENTRY_DSN` nothing is sent; what is traced is the table that
 * `fix-sampling` uses by default.
 *
 * @param format - what the file is, by its extension.
 */
export function renderInstrument({ module }: SdkFacts, format: "esm" | "cjs"): string {
  const load =
    format === "esm" ? `import * as Sentry from "${module}";` : `const Sentry = require("${module}");`;
  return `// Loaded before the program, so that Sentry sees every module that it traces being loaded.
${load}

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  environment: process.env.NODE_ENV,
  tracesSampleRate: process.env.NODE_ENV === "production" ? 0.2 : 1,
});
`;
}
