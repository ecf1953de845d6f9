import type { HelperName } from "../../spans/helper.ts";

/** A piece of the helper module: a helper, or something that helpers share. */
export type SectionName =
  | HelperName
  | "spanTypes"
  | "traceCarrier"
  | "streamWatcher"
  | "agentEvent"
  | "runQuietly"
  | "ipcCarrier"
  | "ipcBridge";

/** Where a section comes from and what has to stand in the same module. */
export interface Section {
  readonly name: SectionName;
  /** The file in `sections/`, without its ending. */
  readonly file: string;
  /** The names that stay exported; everything else is private to the emitted module. */
  readonly exports: readonly string[];
  readonly needs: readonly SectionName[];
  /** The name whose declaration tells that a module has the section. */
  readonly declares: string;
}

/** All sections in the order in which they are emitted: types, then helpers, then what helpers share. */
export const sectionList: readonly Section[] = [
  { name: "spanTypes", file: "span-types", exports: [], needs: [], declares: "Span" },
  {
    name: "traceCarrier",
    file: "trace-carrier",
    exports: ["TraceCarrier"],
    needs: [],
    declares: "TraceCarrier",
  },
  helper("currentTrace", "current-trace", ["traceCarrier"]),
  helper("withTraceCarrier", "with-trace-carrier", ["currentTrace"]),
  helper("withIncomingTrace", "with-incoming-trace", ["spanTypes", "traceCarrier"]),
  helper("startSpanIf", "start-span-if", ["spanTypes"]),
  helper("lastTrace", "last-trace", ["traceCarrier", "rememberTrace"]),
  helper("rememberTrace", "remember-trace", ["lastTrace", "traceCarrier"]),
  helper("startLinkedSpan", "start-linked-span", ["spanTypes", "lastTrace"]),
  helper("continueLastTrace", "continue-last-trace", ["spanTypes", "lastTrace"]),
  helper("ipcTrace", "ipc-trace", ["traceCarrier", "currentTrace"]),
  helper("traceIpc", "trace-ipc", ["spanTypes", "ipcCarrier"]),
  helper("pageIpcTrace", "page-ipc-trace", ["traceCarrier", "currentTrace", "ipcBridge"]),
  helper("rememberIpc", "remember-ipc", ["rememberTrace", "ipcCarrier", "ipcBridge"]),
  helper("exposeIpcTrace", "expose-ipc-trace", ["pageIpcTrace", "ipcBridge"]),
  helper("provideIpcTrace", "provide-ipc-trace", ["currentTrace", "rememberTrace", "ipcBridge"]),
  helper("runTick", "run-tick", []),
  helper("startTick", "start-tick", ["spanTypes", "runTick"]),
  helper("asTick", "as-tick", ["spanTypes", "runTick"]),
  helper("startJob", "start-job", ["spanTypes", "traceCarrier", "startTick"]),
  helper("asJob", "as-job", ["spanTypes", "startJob"]),
  helper("traceChildProcess", "trace-child-process", ["spanTypes"]),
  helper("traceExec", "trace-exec", ["traceChildProcess"]),
  helper("startProcess", "start-process", ["spanTypes"]),
  helper("traceAsyncGenerator", "trace-async-generator", ["spanTypes", "streamWatcher"]),
  helper("traceGenerator", "trace-generator", ["spanTypes", "streamWatcher"]),
  helper("traceReadableStream", "trace-readable-stream", ["spanTypes", "streamWatcher"]),
  {
    ...helper("watchAgentMessages", "watch-agent-messages", [
      "spanTypes",
      "streamWatcher",
      "agentEvent",
      "runQuietly",
    ]),
    exports: ["watchAgentMessages", "AgentMessageOptions"],
  },
  helper("traceToolCall", "trace-tool-call", ["spanTypes", "runQuietly"]),
  {
    ...helper("traced", "traced", ["spanTypes", "traceAsyncGenerator", "traceGenerator"]),
    exports: ["traced", "TracedDecorator"],
  },
  {
    name: "streamWatcher",
    file: "stream-watcher",
    exports: ["StreamWatcher", "StreamObserver"],
    needs: ["spanTypes", "runQuietly"],
    declares: "startWatching",
  },
  {
    name: "agentEvent",
    file: "agent-event",
    exports: ["AgentEvent"],
    needs: [],
    declares: "readAgentMessage",
  },
  {
    name: "ipcCarrier",
    file: "ipc-carrier",
    exports: [],
    needs: ["traceCarrier"],
    declares: "takeIpcCarrier",
  },
  { name: "ipcBridge", file: "ipc-bridge", exports: [], needs: ["traceCarrier"], declares: "ipcBridge" },
  { name: "runQuietly", file: "run-quietly", exports: [], needs: [], declares: "runQuietly" },
];

/**
 * The sections that the given helpers need, each once, in the order of emission.
 *
 * @param helpers - the wanted helpers, in any order
 */
export function resolveSections(helpers: readonly HelperName[]): readonly Section[] {
  const wanted = new Set<SectionName>();
  const add = (name: SectionName): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    sectionList.find((section) => section.name === name)?.needs.forEach(add);
  };
  helpers.forEach(add);
  return sectionList.filter(({ name }) => wanted.has(name));
}

function helper(name: HelperName, file: string, needs: readonly SectionName[]): Section {
  return { name, file, exports: [name], needs, declares: name };
}
