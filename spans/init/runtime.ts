/** Where the code of an `init` runs; `unknown` where one SDK module serves several places and the file's name does not tell. */
export type InitRuntime = "server" | "browser" | "unknown";

const BROWSER_SDKS =
  /^@sentry\/(?:browser|react|vue|svelte|angular|ember|gatsby|solid|wasm|capacitor|electron\/renderer|react-native)$/;
const SERVER_SDKS =
  /^@sentry\/(?:node|node-core|nestjs|bun|deno|cloudflare|vercel-edge|aws-serverless|google-cloud-serverless|hono|elysia|electron\/main)(?:\/.*)?$/;

/** Names that frameworks look for: `instrumentation-client.ts`, `sentry.client.config.ts`, `hooks.client.ts`, `entry.client.tsx`. */
const BROWSER_FILE = /(?:^|\/)(?:instrumentation-client|[\w.-]*[.-]client(?:\.[\w-]+)?)\.[cm]?[jt]sx?$/;
const SERVER_FILE =
  /(?:^|\/)(?:instrumentation|instrument|[\w.-]*[.-](?:server|edge)(?:\.[\w-]+)?)\.[cm]?[jt]sx?$/;

/** Where the `init` of an SDK module in a file runs: told by the module, or by the file's name where a framework's SDK has both sides. */
export function runtimeOf(module: string, path: string): InitRuntime {
  if (BROWSER_SDKS.test(module)) return "browser";
  if (SERVER_SDKS.test(module)) return "server";
  if (BROWSER_FILE.test(path)) return "browser";
  return SERVER_FILE.test(path) ? "server" : "unknown";
}
