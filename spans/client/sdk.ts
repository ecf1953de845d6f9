/** Packages with one name and another file behind it on each side, then those for browsers alone; the most special first. */
const CLIENT_SDKS: readonly string[] = [
  "@sentry/nextjs",
  "@sentry/sveltekit",
  "@sentry/remix",
  "@sentry/astro",
  "@sentry/nuxt",
  "@sentry/solidstart",
  "@sentry/tanstackstart-react",
  "@sentry/react-router",
  "@sentry/gatsby",
  "@sentry/react",
  "@sentry/vue",
  "@sentry/svelte",
  "@sentry/angular",
  "@sentry/solid",
  "@sentry/ember",
  "@sentry/browser",
];

const BROWSER_ONLY = /^@sentry\/(?:gatsby|react|vue|svelte|angular|solid|ember|browser)$/;

/**
 * The SDK that client code of a package imports.
 *
 * @param names - dependencies of the package.
 * @returns `undefined` where none of them runs in a browser.
 */
export function findClientSdk(names: Iterable<string>): string | undefined {
  const present = new Set(names);
  if (present.has("@sentry/electron")) return "@sentry/electron/renderer";
  return CLIENT_SDKS.find((name) => present.has(name));
}

/** Whether an SDK has no server half, so that all files of its package are client code. */
export function isBrowserSdk(name: string): boolean {
  return BROWSER_ONLY.test(name);
}
