/** Something that an SDK no longer has. */
export interface Removal {
  /** The first major without it. */
  readonly since: number;
  /** The first major that has it again. */
  readonly until?: number;
  /** What to use, for the message. */
  readonly instead: string;
  /** The same thing under another name, with the same arguments. */
  readonly rename?: string;
}

/**
 * Exports that are gone from the SDK for Node.js and those built on it.
 *
 * @see facts: sentry 1; a test asks the installed SDKs
 */
export const removedExports: Readonly<Record<string, Removal>> = {
  startTransaction: { since: 8, instead: "startInactiveSpan with parentSpan: null, or startSpan" },
  getActiveTransaction: { since: 8, instead: "getActiveSpan and getRootSpan" },
  startActiveSpan: { since: 8, instead: "startSpan", rename: "startSpan" },
  trace: { since: 8, instead: "startSpan" },
  configureScope: { since: 8, instead: "getCurrentScope" },
  getCurrentHub: { since: 9, instead: "getCurrentScope, getClient, and functions of the SDK" },
  Hub: { since: 8, instead: "Scope and Client" },
  makeMain: { since: 8, instead: "setCurrentClient" },
  Handlers: { since: 8, instead: "setupExpressErrorHandler; requests are traced by themselves" },
  Integrations: { since: 8, instead: "functions such as httpIntegration" },
  BrowserTracing: { since: 8, instead: "browserTracingIntegration" },
  Replay: { since: 8, instead: "replayIntegration" },
  Feedback: { since: 8, instead: "feedbackIntegration" },
  ProfilingIntegration: { since: 8, instead: "nodeProfilingIntegration" },
  spanStatusfromHttpCode: {
    since: 8,
    instead: "getSpanStatusFromHttpCode",
    rename: "getSpanStatusFromHttpCode",
  },
  addGlobalEventProcessor: { since: 8, instead: "addEventProcessor", rename: "addEventProcessor" },
  extractTraceparentData: { since: 8, instead: "continueTrace" },
  reactRouterV4Instrumentation: { since: 8, instead: "reactRouterV4BrowserTracingIntegration" },
  reactRouterV5Instrumentation: { since: 8, instead: "reactRouterV5BrowserTracingIntegration" },
  reactRouterV6Instrumentation: { since: 8, instead: "reactRouterV6BrowserTracingIntegration" },
  addRequestDataToEvent: { since: 9, instead: "requestDataIntegration" },
  extractRequestData: { since: 9, instead: "requestDataIntegration" },
  debugIntegration: { since: 9, instead: "a beforeSend of your own" },
  nestIntegration: { since: 9, instead: "@sentry/nestjs" },
  captureUserFeedback: { since: 9, instead: "captureFeedback" },
  processThreadBreadcrumbIntegration: {
    since: 9,
    instead: "childProcessIntegration",
    rename: "childProcessIntegration",
  },
  metrics: { since: 9, until: 10, instead: "attributes of spans" },
  SEMANTIC_ATTRIBUTE_SENTRY_SOURCE: { since: 11, instead: '"sentry.segment.name.source"' },
  inboundFiltersIntegration: {
    since: 11,
    instead: "eventFiltersIntegration",
    rename: "eventFiltersIntegration",
  },
  preloadOpenTelemetry: { since: 11, instead: "nothing: spans are the SDK's own" },
  generateInstrumentOnce: { since: 11, instead: "diagnostics channels" },
  validateOpenTelemetrySetup: { since: 11, instead: "nothing: spans are the SDK's own" },
  SentryContextManager: { since: 11, instead: "nothing: spans are the SDK's own" },
  setNodeAsyncContextStrategy: { since: 11, instead: "nothing: init does it" },
  connectIntegration: { since: 11, instead: "nothing: connect is not traced any more" },
  setupConnectErrorHandler: { since: 11, instead: "captureException in an error handler" },
  setupHonoErrorHandler: { since: 11, instead: "nothing: errors are captured by themselves" },
  instrumentLangGraph: { since: 11, instead: "nothing: LangGraph is traced by itself" },
};

/** Classes in `Integrations`, and those that stood alone, and the functions that make the same. */
export const integrationFunctions: Readonly<Record<string, string>> = {
  Anr: "anrIntegration",
  Breadcrumbs: "breadcrumbsIntegration",
  BrowserTracing: "browserTracingIntegration",
  CaptureConsole: "captureConsoleIntegration",
  Console: "consoleIntegration",
  Context: "nodeContextIntegration",
  ContextLines: "contextLinesIntegration",
  Dedupe: "dedupeIntegration",
  Express: "expressIntegration",
  ExtraErrorData: "extraErrorDataIntegration",
  Feedback: "feedbackIntegration",
  FunctionToString: "functionToStringIntegration",
  GlobalHandlers: "globalHandlersIntegration",
  GraphQL: "graphqlIntegration",
  Hapi: "hapiIntegration",
  Http: "httpIntegration",
  HttpContext: "httpContextIntegration",
  InboundFilters: "eventFiltersIntegration",
  LinkedErrors: "linkedErrorsIntegration",
  LocalVariables: "localVariablesIntegration",
  Modules: "modulesIntegration",
  Mongo: "mongoIntegration",
  Mysql: "mysqlIntegration",
  OnUncaughtException: "onUncaughtExceptionIntegration",
  OnUnhandledRejection: "onUnhandledRejectionIntegration",
  Postgres: "postgresIntegration",
  Prisma: "prismaIntegration",
  ProfilingIntegration: "nodeProfilingIntegration",
  Replay: "replayIntegration",
  RequestData: "requestDataIntegration",
  RewriteFrames: "rewriteFramesIntegration",
  Spotlight: "spotlightIntegration",
  TryCatch: "browserApiErrorsIntegration",
  Undici: "nativeNodeFetchIntegration",
};

/** Methods of the hub that are functions of the SDK. */
export const hubFunctions: Readonly<Record<string, string>> = {
  getScope: "getCurrentScope",
  getIsolationScope: "getIsolationScope",
  getClient: "getClient",
  captureException: "captureException",
  captureMessage: "captureMessage",
  captureEvent: "captureEvent",
  addBreadcrumb: "addBreadcrumb",
  setUser: "setUser",
  setTag: "setTag",
  setTags: "setTags",
  setExtra: "setExtra",
  setExtras: "setExtras",
  setContext: "setContext",
  withScope: "withScope",
  lastEventId: "lastEventId",
  startSession: "startSession",
  endSession: "endSession",
  captureSession: "captureSession",
};

/** Packages that have no release for a major. */
export const removedModules: Readonly<Record<string, Removal>> = {
  "@sentry/apm": { since: 7, instead: "the SDK itself" },
  "@sentry/tracing": { since: 8, instead: "the SDK itself" },
  "@sentry/hub": { since: 8, instead: "the SDK itself" },
  "@sentry/replay": { since: 8, instead: "replayIntegration of the SDK" },
  "@sentry/integrations": { since: 8, instead: "the SDK's functions, such as captureConsoleIntegration" },
  "@sentry/serverless": { since: 8, instead: "@sentry/aws-serverless or @sentry/google-cloud-serverless" },
  "@sentry/utils": { since: 9, instead: "@sentry/core" },
  "@sentry/types": { since: 11, instead: "@sentry/core" },
  "@sentry/node-core": { since: 11, instead: "@sentry/node" },
};

/** Whether an SDK of a major has lost something. */
export function isRemoved({ since, until = Infinity }: Removal, major: number): boolean {
  return since <= major && major < until;
}

/** The entry of a table; names such as `constructor` are no entries. */
export function findRemoval<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
