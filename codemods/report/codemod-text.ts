import type { CodemodName } from "../../spans/index.ts";

/** What a codemod does, in one line. A missing one is a type error. */
export const codemodText: Readonly<Record<CodemodName, string>> & Readonly<Record<string, string>> = {
  "wrap-db-calls": "Gives each database call a span where the query is consumed; it still runs exactly once.",
  "wrap-providers":
    "Gives AI providers a span over the whole consumption, generators and streams too; tool calls become children.",
  "wrap-tools": "Gives tool calls, and MCP calls at the point where they all pass, an execute_tool span.",
  "wrap-functions": "Gives functions, calls and single statements that the config names a span.",
  "wrap-handlers":
    "Gives business steps of route handlers a span, and marks the errors that a 5xx answer hides.",
  "wrap-services": "Gives public async methods of service classes that a rule chooses a span.",
  "wrap-ticks":
    "Gives each tick of a poller, timer or queue worker a trace of its own, and its phases spans.",
  "carry-trace": "Lets messages over sockets, queues and IPC carry the trace, and receivers continue it.",
  "trace-child-processes": "Gives child processes a span that ends with them, and hands them the trace.",
  "trace-electron-ipc": "Lets messages between Electron's processes carry the trace.",
  "flush-on-shutdown": "Sends what is left before the process ends: drain, close the SDK, exit.",
  "fix-sampling": "Mends samplers that read what is no longer there, and writes one from the config's table.",
  "fix-propagation":
    "Mends propagation targets that match nothing and CORS lists that refuse the trace headers.",
  "set-status": "Marks a span whose error nobody sees: swallowed, in a result object, or in a 5xx answer.",
  "name-spans": "Brings names, ops and attributes of written spans to the conventions of the installed SDK.",
  "upgrade-api": "Replaces calls that the installed SDK no longer has, where the right one is certain.",
  "add-init": "Writes an instrument file and starts it before everything else; only when asked.",
};
