/** A database handle that the project exports: found by `spanwright init`, so that detection stays local to a file. */
export interface DbClientEntry {
  /** The exported or local name, such as `db`. */
  readonly name: string;
  /** Modules that export it: package specifiers, or paths from the root without extension. */
  readonly from: readonly string[];
  readonly library: DbLibrary;
  /** The driver under the library, such as `pg`; decides whether the SDK traces it. */
  readonly driver?: string;
}

export type DbLibrary =
  | "drizzle"
  | "knex"
  | "kysely"
  | "prisma"
  | "typeorm"
  | "mongoose"
  | "pg"
  | "postgres"
  | "mysql2"
  | "better-sqlite3"
  | "node:sqlite"
  | "libsql"
  | "pglite";

/** Where a named thing is: a path or glob from the root; absent: anywhere. */
interface Located {
  readonly file?: string;
}

/** Span details that a team decides; absent ones follow the conventions. */
interface Named {
  readonly name?: string;
  readonly op?: string;
  /** Attribute key -> a literal, or `$` + a member path of parameters such as `$command.payload.agent`. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** Why `init` chose it, for the reader. */
  readonly evidence?: string;
}

export interface ProviderEntry extends Located, Named {
  /** `Class.method`, `.method` of any class, or a function's name. */
  readonly function: string;
  /** `gen_ai.agent.name`; absent: what `getName()` returns, or the class's name without `Provider`. */
  readonly agent?: string;
  /** `gen_ai.provider.name`; absent: told by the imported SDK, or by the agent's name. */
  readonly provider?: string;
  /** Names of awaited calls inside that become child spans: `loadContext`, `saveSession` for `this.saveSession()`. */
  readonly steps?: readonly string[];
  /** `false`: no span around the function itself, only around its steps. */
  readonly span?: boolean;
  /** The project's function that reads messages of another shape than the Claude Agent SDK's (`read` of `watchAgentMessages`). */
  readonly read?: { readonly module: string; readonly name: string };
}

export interface FunctionEntry extends Located, Named {
  /** `Class.method`, `object.method` or a function's name; with `span: "call"` the callee. */
  readonly function: string;
  /** What is wrapped: the body where it is defined (default), its calls, or one statement of it. */
  readonly span?: "body" | "call" | "statement";
  /** Only inside this function or method. */
  readonly in?: string;
  /** With `statement`: the `case` label of which the single statement is wrapped. */
  readonly case?: string;
  /** Only when the message's `type` is one of these. */
  readonly types?: readonly string[];
  /** With `types`: the variable, or a property of one, that holds the message; absent: found among arguments or parameters. */
  readonly message?: string;
  /** With `call`: it only starts work that runs later, so its span is a parent and measures nothing; absent: told by its name. */
  readonly dispatch?: boolean;
}

export interface ToolEntry extends Located, Named {
  /** `Class.method`, `.method` of any class, or a function's name; with `span: "call"` the callee. */
  readonly function: string;
  /** What is wrapped: the body where it is defined (default), or its calls. */
  readonly span?: "body" | "call";
  /** Only inside this function or method. */
  readonly in?: string;
  /** The tool: its name, or `$` + a member path of parameters that hold it; absent: found by what parameters and arguments are called. */
  readonly tool?: string;
  /** `mcp.server.name`: the name, or `$` + a member path of parameters. */
  readonly server?: string;
  /** `gen_ai.provider.name` */
  readonly provider?: string;
}

/** A rule that chooses methods of classes; what `functions`, `providers`, `tools` or `ticks` name is theirs. */
export interface ServiceEntry {
  /** Paths or globs from the root; absent: anywhere. */
  readonly files?: readonly string[];
  /** What the names of the classes end with; `Service` where `classes` names none. */
  readonly suffix?: string;
  /** Names of the classes. */
  readonly classes?: readonly string[];
  /** Names of the methods, also private and synchronous ones; `*` stands for anything. Absent: public ones that wait for something. */
  readonly methods?: readonly string[];
  /** Methods to leave alone: names, or `Class.method`; `*` stands for anything. */
  readonly except?: readonly string[];
  /** Only methods that reach a model, an MCP server, a process or HTTP in this file. */
  readonly boundary?: boolean;
  /** How the spans are written: into the bodies (default), or as a decorator above the methods. */
  readonly style?: "inline" | "decorator";
  readonly op?: string;
  /** Attribute key -> a literal, or `$` + a member path of parameters, which a decorator cannot read. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly evidence?: string;
}

export interface SendEntry extends Located, Named {
  /** The function that sends (`sendEvent`, `Class.method`), or the call at which the message leaves (`socket.send`, `.send` of anything). */
  readonly function: string;
  /** Where messages go, for the name `publish <destination>`. */
  readonly destination?: string;
  /** Event types that get a span and a carrier; absent: all. */
  readonly types?: readonly string[];
  /** Only the carrier, no span (a broadcast that is queued for a timer). */
  readonly span?: boolean;
  /** The call that takes the message: `batch.updates.push`, `JSON.stringify`. */
  readonly at?: string;
}

export interface ReceiveEntry extends Located, Named {
  /**
   * The function that is called with the received message, such as `handleCommand`; a listener that is given by name; or the call that
   * registers one, such as `parentPort.on`.
   */
  readonly function: string;
  readonly in?: string;
  readonly destination?: string;
  /** Message types that get a span; absent: all. */
  readonly types?: readonly string[];
  /** The variable, or a property of one, that holds the message; absent: found by what is passed on. */
  readonly message?: string;
  /** The file is client code: the trace is remembered, for what the user does next. Needs `file`. */
  readonly client?: boolean;
}

/** A call in client code that follows what a message told: the request behind a button. */
export interface ActionEntry extends Located, Named {
  /** The callee, such as `fetch` or `api.save`. */
  readonly function: string;
  /** Only inside this function or method. */
  readonly in?: string;
  /** Only with this HTTP method in its options: `PATCH`. */
  readonly method?: string;
  /** `link` (default): a span of the page with a link to the last message's trace. `continue`: a span of that trace. */
  readonly trace?: "link" | "continue";
}

/** A channel between Electron's processes of which both ends are in this project. */
export interface IpcEntry extends Located, Named {
  /** `orders:save`; `*` stands for anything, as in `orders:*`. */
  readonly channel: string;
}

export interface MessageTypeEntry extends Located {
  /** Name of the base interface or type that gets `_sentry?`; `Batch.updates` for the objects in a property of one. */
  readonly type: string;
}

/** An awaited call inside a tick that becomes a child of its span. */
export type PhaseEntry =
  | string
  | {
      /** `research`, `#research` or `service.research`. */
      readonly call: string;
      readonly name?: string;
      readonly op?: string;
    };

export interface TickEntry extends Located, Named {
  /**
   * The function that a timer or a queue runs (`Class.method`, or the callee as it is written), or what runs a function that has no
   * name: `setInterval`, `cron.schedule`, `Worker`, `eachMessage`.
   */
  readonly function: string;
  /**
   * Where the trace begins. `call` (default): where a timer or a queue calls the function, so that its other callers keep their
   * trace. `body`: in the function itself.
   */
  readonly span?: "call" | "body";
  /** Only inside this function or method; `<module>` for code that no named function holds. */
  readonly in?: string;
  /** Only the callback in which this is called, where several look alike. */
  readonly calls?: string;
  /** Awaited calls inside that become child spans. */
  readonly phases?: readonly PhaseEntry[];
  /** What holds the message of a job, or the list of messages of a batch: `job`, `batch.messages`; absent: told by the parameters. */
  readonly message?: string;
  /** Where jobs come from, for the name `process <destination>`. */
  readonly destination?: string;
}

/** How spans are named: one setting for what the codemods write and for what the rules ask for. */
export interface NamesConfig {
  /**
   * `conventions` (default): `select users`, `publish invoices`, `Class.method`. `dotted`: `orders.charge`. `seed`: `<op>: <name>`.
   * `template`: what `template` says.
   */
  readonly style?: "conventions" | "dotted" | "seed" | "template";
  /** With `style: "template"`: text with `{op}` and `{name}`. */
  readonly template?: string;
  /** Ops of the team: what would be written -> what is written. */
  readonly ops?: Readonly<Record<string, string>>;
  /** Attribute keys of the team, in the same way. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A row of the sampling table: a root that fits all of its globs is sampled at its rate. */
export interface SamplingRule {
  /** Glob of the root span's name. */
  readonly name?: string;
  /** Glob of its op. */
  readonly op?: string;
  /** Glob of the path of an incoming request. */
  readonly path?: string;
  /** From 0 (never) to 1 (always). */
  readonly rate: number;
}

/** The table that a `tracesSampler` is written from. */
export interface SamplingConfig {
  /** The first that fits decides; absent: a table for health checks, assets, model calls, sockets and the API. */
  readonly rules?: readonly SamplingRule[];
  /** For what no row fits: one rate, or by environment; the last is for environments that are not named. */
  readonly default?: number | Readonly<Record<string, number>>;
  /** `false`: decide again here, whatever the caller decided. */
  readonly inherit?: boolean;
}

export interface ProcessEntry extends Located, Named {
  /**
   * What starts a process, as it is called in `node:child_process` or `node:worker_threads`: `spawn`, `fork`, `exec`, `execFile`,
   * `Worker`; or the const that holds a promisified one. With `entry`, the function that a child process is there for.
   */
  readonly function: string;
  /** Only inside this function or method. */
  readonly in?: string;
  /** The file is what a child process runs: a call of the function there goes on with the trace of its parent. */
  readonly entry?: boolean;
}

/** The config file, validated. Selection is data: everything here is a name. */
export interface SpanwrightConfig {
  /** Codemods that run only when they are asked for, and are. */
  readonly codemods?: readonly "wrap-handlers"[];
  /** `@sentry/node@10`, for all or by folder; absent: read from the nearest package.json. */
  readonly sdk?: string | Readonly<Record<string, string>>;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Files that also run in a browser; never get a server import. */
  readonly isomorphic?: readonly string[];
  /** Files that run in a browser: client code, with or without a directive. */
  readonly browser?: readonly string[];
  /** The team's own start function, emitted and recognised instead of the SDK's. */
  readonly wrapper?: { readonly module: string; readonly name: string };
  /** Modules of the project that re-export the SDK under the name `Sentry`. */
  readonly sentryModules?: readonly string[];
  /** Path of the helper module from its package's folder, without extension. */
  readonly helpers?: string;
  readonly indent?: "reindent" | "keep";
  /** Longest line that is written, in characters. */
  readonly printWidth?: number;
  readonly names?: NamesConfig;
  readonly db?: {
    readonly covered?: "skip" | "wrap";
    readonly clients?: readonly DbClientEntry[];
  };
  readonly providers?: readonly ProviderEntry[];
  readonly functions?: readonly FunctionEntry[];
  readonly ticks?: readonly TickEntry[];
  readonly processes?: readonly ProcessEntry[];
  readonly tools?: readonly ToolEntry[];
  readonly services?: readonly ServiceEntry[];
  readonly send?: readonly SendEntry[];
  readonly receive?: readonly ReceiveEntry[];
  /** Channels between Electron's processes. */
  readonly ipc?: readonly IpcEntry[];
  /** What users do after a message. */
  readonly actions?: readonly ActionEntry[];
  readonly messages?: readonly MessageTypeEntry[];
  /** Absent: no `tracesSampler` is written. */
  readonly sampling?: SamplingConfig;
  /** Functions of the team that send what Sentry holds: `flushMetrics`, `telemetry.shutdown`. */
  readonly flushFunctions?: readonly string[];
  readonly shutdown?: {
    /** Which files are looked at: those that import Sentry (default), or all. */
    readonly scope?: "importing" | "all";
    /** Milliseconds that `Sentry.close` waits; 2000 by default. */
    readonly timeout?: number;
  };
  /** Error classes that are no failure, such as `AuthError`. */
  readonly expectedErrors?: readonly string[];
  /** Functions of the team that set a span's status: `markFailed`. */
  readonly statusFunctions?: readonly string[];
}
