import { findDeprecatedOp, isKnownOp } from "../conventions.ts";
import type { NamesConfig } from "../config.ts";
import { houseName } from "./apply.ts";

/** What is wrong with an op, and what it should be. */
export interface OpJudgement {
  readonly kind: "house" | "deprecated" | "alias" | "broad" | "near" | "foreign" | "unknown";
  readonly replacement: string | undefined;
  /** The two mean the same, whatever the span is around. */
  readonly isCertain: boolean;
}

/** Ops that people write for one of Sentry's, with the same meaning. */
const ALIASES: Readonly<Record<string, string>> = {
  "ai.chat": "gen_ai.chat",
  "ai.chat_completions": "gen_ai.chat",
  "ai.chat_completions.create": "gen_ai.chat",
  "ai.completion": "gen_ai.chat",
  "llm.chat": "gen_ai.chat",
  "llm.completion": "gen_ai.chat",
  "llm.request": "gen_ai.chat",
  "llm.api_call": "gen_ai.chat",
  "ai.embeddings": "gen_ai.embeddings",
  "ai.embed": "gen_ai.embeddings",
  "llm.embeddings": "gen_ai.embeddings",
  "ai.toolCall": "gen_ai.execute_tool",
  "ai.tool_call": "gen_ai.execute_tool",
  "ai.run.tool": "gen_ai.execute_tool",
  "llm.tool_call": "gen_ai.execute_tool",
  "ai.invoke_agent": "gen_ai.invoke_agent",
  "ai.pipeline.run": "gen_ai.invoke_agent",
  "db.sql.query": "db.query",
  "db.sql.execute": "db.query",
  "db.sql": "db.query",
  "cache.set": "cache.put",
  "cache.set_item": "cache.put",
  "cache.get_item": "cache.get",
  "cache.delete": "cache.remove",
  "http.request": "http.client",
  "queue.consume": "queue.process",
  "queue.send": "queue.publish",
  "websocket.message": "websocket",
  "websocket.server": "websocket",
  "ws.message": "websocket",
  "rpc.server": "rpc",
  "rpc.client": "rpc",
  "grpc.client": "grpc",
  "grpc.server": "grpc",
  "function.aws.lambda": "function.aws",
  "function.gcp.https": "function.gcp",
  "process.spawn": "subprocess",
  child_process: "subprocess",
};

/** Ops that are one of Sentry's, and say less than one below them would. */
const BROAD: Readonly<Record<string, string>> = { db: "db.query", http: "http.client" };

const FRAMEWORKS = /^(?:(request_handler)|(middleware)|(router))\.\w+$/;

/**
 * Judges an op that someone wrote. Ops are free text: only what is known to be meant otherwise is a mistake, unless all must be known.
 *
 * @param isStrict - any op that is not one of Sentry's is a mistake.
 * @returns `undefined` for an op that may stay.
 */
export function judgeOp(
  op: string,
  names: NamesConfig | undefined,
  isStrict = false,
): OpJudgement | undefined {
  const house = houseName(names?.ops, op);
  if (house !== op) return { kind: "house", replacement: house, isCertain: true };
  if (Object.values(names?.ops ?? {}).includes(op)) return undefined;
  const deprecated = findDeprecatedOp(op);
  if (deprecated !== undefined)
    return { kind: "deprecated", ...deprecated, isCertain: deprecated.replacement !== undefined };
  const broad = houseName(BROAD, op);
  // `http` may be either side of a request.
  if (broad !== op)
    return { kind: "broad", replacement: op === "http" ? undefined : broad, isCertain: false };
  if (isKnownOp(op)) return undefined;
  const alias = houseName(ALIASES, op);
  if (alias !== op) return { kind: "alias", replacement: alias, isCertain: true };
  const [, handler, middleware, router] = FRAMEWORKS.exec(op) ?? [];
  const own = handler === undefined ? (middleware ?? router) : "handler";
  if (own !== undefined) return { kind: "alias", replacement: own, isCertain: true };
  if (/^(?:ai|llm)(?:\.|$)/.test(op)) return { kind: "foreign", replacement: undefined, isCertain: false };
  const near = findNear(op);
  if (near !== undefined) return { kind: "near", replacement: near, isCertain: false };
  return isStrict ? { kind: "unknown", replacement: undefined, isCertain: false } : undefined;
}

/** The op that a span has once it is mended: what its name is judged by. */
export function opOnceMended(op: string, names: NamesConfig | undefined): string {
  return judgeOp(op, names)?.replacement ?? op;
}

/** Misspelt: other letters, case or separators only. */
const NEAR: readonly string[] = (
  "cache.get cache.put cache.remove db.query function gen_ai.chat gen_ai.create_agent gen_ai.embeddings " +
  "gen_ai.execute_tool gen_ai.generate_content gen_ai.invoke_agent http.client http.server mcp.server middleware " +
  "queue.process queue.publish queue.receive serialize subprocess template websocket"
).split(" ");

function findNear(op: string): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");
  const word = plain(op);
  return NEAR.find((one) => plain(one) === word || (one.length > 6 && isOneLetterOff(plain(one), word)));
}

function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}
