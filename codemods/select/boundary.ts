import type { Value } from "./value.ts";

/** Where work leaves the program: to a model, an MCP server, a tool, another process, or over HTTP. */
export interface Boundary {
  readonly kind: "ai" | "mcp" | "tool" | "process" | "http";
  /** What is called, for the evidence. */
  readonly label: string;
}

interface Rule {
  readonly kind: Boundary["kind"];
  readonly source: RegExp;
  /** Matched with the path behind the package, calls as `()`, joined by dots. */
  readonly path: RegExp;
}

/** Methods by which clients of model vendors ask for something; constructors and helpers cost nothing. */
const ASKS =
  /\(\)\.(?:.*\.)?(?:create|stream|parse|run|runStreamed|runTools|generate|generateContent|generateContentStream|generateImages|sendMessage|sendMessageStream|chat|complete|embed|embedContent|invoke|batch|send|predict|textGeneration|chatCompletion|chatCompletionStream)$/;

const RULES: readonly Rule[] = [
  {
    kind: "ai",
    source: /^@anthropic-ai\/claude-(?:agent-sdk|code)$/,
    path: /^(?:query|unstable_v2_\w+)$|\(\)\.(?:send|stream|query|receiveResponse)$/,
  },
  { kind: "ai", source: /^ai$/, path: /^(?:experimental_)?(?:generate|stream|embed|transcribe|rerank)\w*$/ },
  {
    kind: "ai",
    source:
      /^(?:openai|@openai\/(?:codex-sdk|agents(?:-core)?)|@anthropic-ai\/(?:sdk|bedrock-sdk|vertex-sdk)|@google\/(?:genai|generative-ai)|@google-cloud\/vertexai|@mistralai\/mistralai|cohere-ai|groq-sdk|ollama|replicate|together-ai|@huggingface\/inference|@aws-sdk\/client-bedrock-runtime|@cerebras\/cerebras_cloud_sdk|@github\/copilot-sdk|@opencode-ai\/sdk|langchain|@langchain\/[\w-]+)(?:\/|$)/,
    path: ASKS,
  },
  { kind: "ai", source: /^@openai\/agents(?:-core)?$/, path: /^run$/ },
  { kind: "ai", source: /^ollama(?:\/|$)/, path: /^(?:default\.)?(?:chat|generate|embed)$/ },
  {
    kind: "mcp",
    source: /^@modelcontextprotocol\/sdk\//,
    path: /\(\)\.(?:callTool|connect|listTools|listResources|readResource|listPrompts|getPrompt|request)$/,
  },
  {
    kind: "process",
    source: /^(?:node:)?child_process$/,
    path: /^(?:exec|execFile|spawn|fork|execSync|execFileSync|spawnSync)$/,
  },
  { kind: "process", source: /^(?:node-pty|@lydell\/node-pty|cross-spawn)$/, path: /^(?:spawn|sync)?$/ },
  { kind: "process", source: /^(?:execa|zx|tinyexec|nano-spawn)$/, path: /^(?:execa\w*|\$|x|exec)?$/ },
  { kind: "process", source: /^simple-git(?:\/|$)/, path: /\(\)\.\w+$/ },
  { kind: "http", source: /^(?:node:)?https?$/, path: /^(?:request|get)$/ },
  {
    kind: "http",
    source: /^(?:axios|got|ky|undici|node-fetch|cross-fetch|ofetch|needle|superagent|\$fetch)$/,
    path: /^(?:fetch|request|get|post|put|patch|delete|head|stream|pipeline|ofetch|\$fetch)?$|\(\)\.(?:request|get|post|put|patch|delete|head|fetch|dispatch)$/,
  },
  { kind: "http", source: /^(?:@octokit\/[\w-]+|octokit)$/, path: /\(\)\.(?:.*\.)?(?!auth$)\w+$/ },
];

/** The boundary that calling something from outside of the project crosses, if it is one. */
export function boundaryOf(value: Extract<Value, { kind: "external" | "global" }>): Boundary | undefined {
  const path = value.path.join(".");
  if (value.kind === "global") {
    if (path === "fetch") return { kind: "http", label: "fetch" };
    return /^Bun\.(?:spawn|spawnSync)$/.test(path) ? { kind: "process", label: path } : undefined;
  }
  const rule = RULES.find((one) => one.source.test(value.source) && one.path.test(path));
  if (rule === undefined) return undefined;
  const last = value.path.at(-1) ?? value.source;
  return {
    kind: rule.kind,
    label: rule.kind === "ai" || rule.kind === "mcp" ? `${last} of ${value.source}` : last,
  };
}
