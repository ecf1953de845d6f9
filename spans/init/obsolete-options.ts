/** An option that an SDK does not look at. */
export interface ObsoleteOption {
  readonly key: string;
  /** The first major that ignores it. */
  readonly since: number;
  /** The values that mean the same as leaving it out; with another one a person must say what was meant. */
  readonly harmless: "any" | "true" | "none";
  /** What to do about it, as the end of a sentence. */
  readonly advice: string;
}

/** Options of `init` that are ignored without a word, by major. @see facts: sentry 2 (row 29) and 5 */
export const obsoleteOptions: readonly ObsoleteOption[] = [
  { key: "instrumenter", since: 8, harmless: "any", advice: "leave it out" },
  {
    key: "autoSessionTracking",
    since: 9,
    harmless: "any",
    advice: "leave it out; a session integration decides now",
  },
  { key: "enableLogs", since: 11, harmless: "true", advice: "logs are always on" },
  { key: "enableMetrics", since: 11, harmless: "true", advice: "metrics are always on" },
  {
    key: "skipOpenTelemetrySetup",
    since: 11,
    harmless: "true",
    advice: "OpenTelemetry is only set up with enableOpenTelemetrySetup",
  },
  {
    key: "sendDefaultPii",
    since: 11,
    harmless: "none",
    advice: "say in dataCollection what may be sent; without, everything is",
  },
];

/** They see transactions, and a stream of spans has none. */
export const transactionOptions: readonly string[] = ["beforeSendTransaction", "ignoreTransactions"];

/** Integrations that `@sentry/node` adds by itself, so that naming them without options does nothing; by the first major that does. */
export const defaultIntegrations: Readonly<Record<string, number>> = {
  consoleIntegration: 8,
  contextLinesIntegration: 8,
  expressIntegration: 8,
  fastifyIntegration: 8,
  functionToStringIntegration: 8,
  graphqlIntegration: 8,
  hapiIntegration: 8,
  httpIntegration: 8,
  koaIntegration: 8,
  linkedErrorsIntegration: 8,
  mongoIntegration: 8,
  mongooseIntegration: 8,
  mysql2Integration: 8,
  mysqlIntegration: 8,
  nativeNodeFetchIntegration: 8,
  nodeContextIntegration: 8,
  onUncaughtExceptionIntegration: 8,
  onUnhandledRejectionIntegration: 8,
  postgresIntegration: 8,
  redisIntegration: 8,
  prismaIntegration: 9,
  postgresJsIntegration: 9,
  openAIIntegration: 10,
  anthropicAIIntegration: 10,
  vercelAIIntegration: 10,
  knexIntegration: 11,
};
