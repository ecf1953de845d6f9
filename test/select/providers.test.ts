import { describe, expect, it } from "vitest";
import { functionsOf, providersOf, select } from "./select.ts";

const base = `
  export abstract class Drafter {
    abstract executeQuery(topic: string): AsyncGenerator<string>;
  }
`;

describe("providers", () => {
  it("takes generators that call an agent SDK", () => {
    const files = {
      "src/letters.ts": `
        import { query } from "@anthropic-ai/claude-agent-sdk";
        export class LetterWriter {
          async *draft(topic: string) {
            for await (const message of query({ prompt: topic })) yield message;
          }
        }
      `,
    };
    expect(select(files).providers).toEqual([
      {
        function: "LetterWriter.draft",
        file: "src/letters.ts",
        evidence: "stream of query of @anthropic-ai/claude-agent-sdk",
      },
    ]);
  });

  it("takes top-level generators over a client that is kept in a variable", () => {
    const files = {
      "src/poems.ts": `
        import OpenAI from "openai";
        const client = new OpenAI();
        export async function* streamPoem(topic: string) {
          const stream = await client.chat.completions.create({ model: "m", messages: [], stream: true });
          for await (const part of stream) yield part;
        }
      `,
    };
    expect(providersOf(files)).toEqual(["src/poems.ts streamPoem"]);
  });

  it("takes generators that hand on what another provider yields", () => {
    const files = {
      "src/drafts.ts": `
        import { streamText } from "ai";
        async function* write(topic: string) {
          const result = streamText({ prompt: topic });
          for await (const piece of result.textStream) yield piece;
        }
        export async function* rewrite(topic: string) {
          yield "again: ";
          yield* write(topic);
        }
      `,
    };
    expect(providersOf(files)).toEqual(["src/drafts.ts rewrite", "src/drafts.ts write"]);
  });

  it("takes generators that run an agent's command, and siblings that run a process under the same name", () => {
    const files = {
      "src/drafter.ts": base,
      "src/claude-drafter.ts": `
        import { spawn } from "node:child_process";
        import { Drafter } from "./drafter.js";
        export class ClaudeDrafter extends Drafter {
          async *executeQuery(topic: string) {
            const child = spawn("claude", ["-p", topic]);
            for await (const line of child.stdout) yield String(line);
          }
        }
      `,
      "src/house-drafter.ts": `
        import { spawn } from "node:child_process";
        import { Drafter } from "./drafter.js";
        export class HouseDrafter extends Drafter {
          async *executeQuery(topic: string) {
            const child = spawn("house-writer", [topic]);
            for await (const line of child.stdout) yield String(line);
          }
        }
      `,
    };
    expect(providersOf(files)).toEqual([
      "src/claude-drafter.ts ClaudeDrafter.executeQuery",
      "src/house-drafter.ts HouseDrafter.executeQuery",
    ]);
  });

  it("takes executeQuery below a base that is called a provider, whatever it does", () => {
    const files = {
      "src/provider.ts": `export abstract class TextProvider { abstract executeQuery(topic: string): AsyncGenerator<string>; }`,
      "src/canned.ts": `
        import { TextProvider } from "./provider.js";
        export class CannedText extends TextProvider {
          async *executeQuery(topic: string) { yield topic; }
        }
      `,
    };
    expect(providersOf(files)).toEqual(["src/canned.ts CannedText.executeQuery"]);
  });

  it("takes functions that return a stream they asked a model for", () => {
    const files = {
      "src/chat.ts": `
        import Anthropic from "@anthropic-ai/sdk";
        const client = new Anthropic();
        export async function openChat(topic: string): Promise<ReadableStream> {
          const stream = client.messages.stream({ model: "m", messages: [{ role: "user", content: topic }] });
          return stream.toReadableStream();
        }
      `,
    };
    expect(providersOf(files)).toEqual(["src/chat.ts openChat"]);
  });

  it("leaves out generators of prompts, of lines of other processes, and of what they are given", () => {
    const files = {
      "src/prompts.ts": `
        import { query } from "@anthropic-ai/claude-agent-sdk";
        export function ask(topic: string) {
          const prompt = (async function* () { yield { role: "user", content: topic }; })();
          return query({ prompt });
        }
        export async function* promptParts(topic: string) { yield { role: "user", content: topic }; }
      `,
      "src/history.ts": `
        import { spawn } from "node:child_process";
        export async function* readHistory(folder: string) {
          const child = spawn("git", ["log"], { cwd: folder });
          for await (const line of child.stdout) yield String(line);
        }
      `,
      "src/numbered.ts": `
        export async function* numbered(lines: AsyncIterable<string>) {
          let count = 0;
          for await (const line of lines) yield \`\${count++}: \${line}\`;
        }
      `,
    };
    expect(providersOf(files)).toEqual([]);
  });

  it("leaves out a function that returns the stream of an agent's process to a provider, but follows it to its consumer", () => {
    const files = {
      "src/claude-command.ts": `
        import { spawn } from "node:child_process";
        export async function openCommand(topic: string): Promise<AsyncGenerator<string>> {
          const child = spawn("claude", ["-p", topic]);
          return (async function* () { for await (const line of child.stdout) yield String(line); })();
        }
        export async function readCommand(topic: string) {
          const lines: string[] = [];
          for await (const line of await openCommand(topic)) {
            lines.push(line);
          }
          return lines;
        }
      `,
      "src/draft.ts": `
        import { query } from "@anthropic-ai/claude-agent-sdk";
        import { openCommand } from "./claude-command.js";
        export async function* draft(topic: string, isLocal: boolean) {
          if (isLocal) yield* await openCommand(topic);
          else yield* query({ prompt: topic });
        }
      `,
    };
    expect(providersOf(files)).toEqual(["src/draft.ts draft"]);
    expect(functionsOf(files)).toEqual(["src/claude-command.ts readCommand"]);
  });
});
