/** What a package does with a model. */
export interface ModelClient {
  /** `invoke_agent`: turns, tools and a conversation of its own; `chat`: one completion a call. */
  readonly operation: "invoke_agent" | "chat";
  readonly agent?: string;
  /** A well-known value of `gen_ai.provider.name`; absent where the package talks to several. */
  readonly provider?: string;
  /** First SDK major that traces the client by itself. @see facts/sentry.md section 7 */
  readonly tracedSince?: number;
}

const clients: Readonly<Record<string, ModelClient>> = {
  "@anthropic-ai/claude-agent-sdk": { operation: "invoke_agent", agent: "claude", provider: "anthropic" },
  "@anthropic-ai/claude-code": { operation: "invoke_agent", agent: "claude", provider: "anthropic" },
  "@openai/codex-sdk": { operation: "invoke_agent", agent: "codex", provider: "openai" },
  "@openai/codex": { operation: "invoke_agent", agent: "codex", provider: "openai" },
  "@openai/agents": { operation: "invoke_agent", provider: "openai" },
  "@google/gemini-cli-core": { operation: "invoke_agent", agent: "gemini", provider: "gcp.gemini" },
  "@github/copilot-sdk": { operation: "invoke_agent", agent: "copilot" },
  "@opencode-ai/sdk": { operation: "invoke_agent", agent: "opencode" },
  openai: { operation: "chat", provider: "openai", tracedSince: 9 },
  "@anthropic-ai/sdk": { operation: "chat", provider: "anthropic", tracedSince: 10 },
  "@google/genai": { operation: "chat", provider: "gcp.gemini", tracedSince: 10 },
  "@google/generative-ai": { operation: "chat", provider: "gcp.gemini" },
  "@mistralai/mistralai": { operation: "chat", provider: "mistral_ai", tracedSince: 11 },
  "groq-sdk": { operation: "chat", provider: "groq", tracedSince: 11 },
  "together-ai": { operation: "chat", tracedSince: 11 },
  "cohere-ai": { operation: "chat", provider: "cohere" },
  ollama: { operation: "chat", provider: "ollama" },
  ai: { operation: "chat", tracedSince: 9 },
};

/** The model client that a module specifier names, sub-paths included. */
export function modelClientOf(specifier: string): ModelClient | undefined {
  const parts = specifier.split("/");
  const name = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
  return name !== undefined && Object.hasOwn(clients, name) ? clients[name] : undefined;
}

/** Whether the SDK's default instrumentation sees the calls of a client. */
export function isClientCovered(client: ModelClient, major: number): boolean {
  return major >= (client.tracedSince ?? Number.POSITIVE_INFINITY);
}

/** Providers behind agents that are known by name, as `gen_ai.provider.name` spells them. */
const providers: Readonly<Record<string, string>> = {
  claude: "anthropic",
  "claude-code": "anthropic",
  anthropic: "anthropic",
  codex: "openai",
  openai: "openai",
  gpt: "openai",
  gemini: "gcp.gemini",
  mistral: "mistral_ai",
  grok: "x_ai",
  groq: "groq",
  deepseek: "deepseek",
  cohere: "cohere",
  bedrock: "aws.bedrock",
  perplexity: "perplexity",
};

export function providerOfAgent(agent: string): string | undefined {
  return Object.hasOwn(providers, agent) ? providers[agent] : undefined;
}
