import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode } from "./ast.ts";
import type { CheckName } from "./check-name.ts";
import type { SpanProblem } from "./check.ts";
import type {
  DbLibrary,
  FunctionEntry,
  PhaseEntry,
  ProcessEntry,
  ProviderEntry,
  ServiceEntry,
  TickEntry,
  ToolEntry,
} from "./config.ts";

import type {
  ClientActionSite,
  IpcSite,
  MessageReceiveSite,
  MessageSchemaSite,
  MessageSendSite,
  MessageTypeSite,
} from "./message-site.ts";

export type * from "./message-site.ts";

/** The codemods; each owns one or more kinds of sites. */
export type CodemodName = InsertionName | RepairName | "add-init";

/** They put spans and carriers in; `unwrap` takes those out. */
export type InsertionName =
  | "wrap-db-calls"
  | "wrap-providers"
  | "carry-trace"
  | "wrap-functions"
  | "wrap-ticks"
  | "wrap-tools"
  | "wrap-services"
  | "trace-child-processes"
  | "trace-electron-ipc";

/** They mend Sentry code that is there; `undo` puts back what was. */
export type RepairName =
  | "fix-propagation"
  | "fix-sampling"
  | "flush-on-shutdown"
  | "name-spans"
  | "set-status"
  | "upgrade-api"
  | "wrap-handlers";

export const insertionNames: readonly InsertionName[] = [
  "wrap-db-calls",
  "wrap-providers",
  "carry-trace",
  "wrap-functions",
  "wrap-ticks",
  "trace-child-processes",
  "trace-electron-ipc",
  "wrap-tools",
  "wrap-services",
];

export const repairNames: readonly RepairName[] = [
  "fix-propagation",
  "fix-sampling",
  "flush-on-shutdown",
  "name-spans",
  "set-status",
  "upgrade-api",
  "wrap-handlers",
];

/** Those that change source files one by one. */
export const fileCodemodNames: readonly (InsertionName | RepairName)[] = [...insertionNames, ...repairNames];

/** `add-init` changes packages, and only when it is asked for by name. */
export const codemodNames: readonly CodemodName[] = [...fileCodemodNames, "add-init"];

export function isInsertion(name: CodemodName): name is InsertionName {
  return (insertionNames as readonly string[]).includes(name);
}

/** A database call: a query chain, a client method, a transaction. */
export interface DbCallSite {
  readonly kind: "db-call";
  /** The whole expression that runs the query. */
  readonly node: TSESTree.Expression;
  readonly library: DbLibrary;
  readonly driver: string | undefined;
  /** `select`, `insert`, `update`, `delete`, `transaction`, `execute`, … */
  readonly operation: string;
  /** Table, model or collection, where it is static. */
  readonly collection: string | undefined;
  /** How the result is used; `builder` when nothing here runs the query. */
  readonly consumer: "await" | "return" | "promise-list" | "sync" | "floating" | "builder";
}

/** A function that talks to a model and streams or returns what it says. */
export interface ProviderSite {
  readonly kind: "provider";
  readonly node: FunctionNode;
  readonly entry: ProviderEntry;
}

/** An awaited call inside a provider that becomes a child span. */
export interface StepSite {
  readonly kind: "step";
  readonly node: TSESTree.CallExpression;
  readonly entry: ProviderEntry;
}

/** A function, a call or a statement named by the config. */
export type FunctionSite = FunctionBodySite | FunctionCallSite | FunctionStatementSite;

export interface FunctionBodySite {
  readonly kind: "function";
  readonly form: "body";
  readonly node: FunctionNode;
  readonly entry: FunctionEntry;
}

export interface FunctionCallSite {
  readonly kind: "function";
  readonly form: "call";
  readonly node: TSESTree.CallExpression;
  readonly entry: FunctionEntry;
}

/** The statement that does the work of a `case` or of a function; the case or the function itself where none can be told. */
export interface FunctionStatementSite {
  readonly kind: "function";
  readonly form: "statement";
  readonly node: TSESTree.Statement | TSESTree.SwitchCase | FunctionNode;
  readonly entry: FunctionEntry;
}

/** A place where a check found something wrong. */
export interface ProblemSite {
  readonly kind: "problem";
  readonly check: CheckName;
  readonly node: TSESTree.Node;
  readonly problem: SpanProblem;
  /** The problem in words. */
  readonly text: string;
}

/** Where a timer, a schedule, a queue or a loop runs a function; each run is the root of a trace of its own. */
export type TickSite = TickCallSite | TickReferenceSite | TickFunctionSite;

export interface TickCallSite {
  readonly kind: "tick";
  readonly form: "call";
  /** The call of the function, in the callback of a timer or in an endless loop. */
  readonly node: TSESTree.CallExpression;
  readonly entry: TickEntry;
}

export interface TickReferenceSite {
  readonly kind: "tick";
  readonly form: "reference";
  /** The function that a timer is given by name. */
  readonly node: TSESTree.Expression;
  readonly entry: TickEntry;
}

export interface TickFunctionSite {
  readonly kind: "tick";
  /** `callback`: written where it is handed over; `body`: named, and defined in this file. */
  readonly form: "callback" | "body";
  readonly node: FunctionNode;
  readonly entry: TickEntry;
}

/** An awaited call inside a tick that becomes a child span. */
export interface PhaseSite {
  readonly kind: "phase";
  readonly node: TSESTree.CallExpression;
  readonly phase: Exclude<PhaseEntry, string>;
}

/** The call of a tool: at an MCP client, or a function that every such call goes through. */
export type ToolSite = ToolBodySite | ToolCallSite;

export interface ToolBodySite {
  readonly kind: "tool-call";
  readonly form: "body";
  readonly node: FunctionNode;
  readonly entry: ToolEntry;
}

export interface ToolCallSite {
  readonly kind: "tool-call";
  readonly form: "call";
  readonly node: TSESTree.CallExpression;
  /** Absent: the client of an MCP server, which is known without a config. */
  readonly entry: ToolEntry | undefined;
}

/** Where a child process or a worker thread is started, or what it runs. */
export interface ChildProcessSite {
  readonly kind: "child-process";
  /** `start`: the call that starts one; `exec`: a promisified declaration; `entry`: the call of what a child process is there for. */
  readonly form: "start" | "exec" | "entry";
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly entry: ProcessEntry;
}

/** A method of a service class that a rule of the config chooses. */
export interface ServiceSite {
  readonly kind: "service";
  readonly node: FunctionNode;
  readonly entry: ServiceEntry;
}

export type SpanSite =
  | ProblemSite
  | DbCallSite
  | ProviderSite
  | StepSite
  | MessageSendSite
  | MessageReceiveSite
  | MessageTypeSite
  | MessageSchemaSite
  | ClientActionSite
  | FunctionSite
  | TickSite
  | PhaseSite
  | ChildProcessSite
  | IpcSite
  | ToolSite
  | ServiceSite;

/**
 * What a report calls a site: its kind, or the check that found the problem. Written out, so that the published types of reports do not
 * pull in those of syntax trees.
 */
export type SiteKind =
  | "db-call"
  | "provider"
  | "step"
  | "message-send"
  | "message-receive"
  | "message-type"
  | "message-schema"
  | "client-action"
  | "function"
  | "tick"
  | "phase"
  | "child-process"
  | "ipc"
  | "tool-call"
  | "service"
  | "init"
  | CheckName;

/** What a report calls a site. */
export function siteKindOf(site: SpanSite): SiteKind {
  return site.kind === "problem" ? site.check : site.kind;
}
