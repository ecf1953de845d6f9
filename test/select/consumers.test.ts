import { describe, expect, it } from "vitest";
import { functionsOf, select } from "./select.ts";

const provider = `
  import { query } from "@anthropic-ai/claude-agent-sdk";
  export abstract class Drafter {
    abstract executeQuery(topic: string): AsyncGenerator<string>;
  }
  export class ClaudeDrafter extends Drafter {
    async *executeQuery(topic: string) {
      for await (const message of query({ prompt: topic })) yield String(message);
    }
  }
  export class Drafters {
    static pick(model: string): Drafter { return new ClaudeDrafter(); }
  }
`;

/** A loop over a stream in a function that is long enough for a span. */
const consumer = (name: string, stream: string, before = ""): string => `
  export async function ${name}(topic: string) {
    ${before}
    const pieces: string[] = [];
    for await (const message of ${stream}) {
      pieces.push(String(message));
    }
    return pieces.join("");
  }
`;

describe("consumers of AI streams", () => {
  it("follows a factory's return type to the subclasses of an abstract provider", () => {
    const files = {
      "src/drafters.ts": provider,
      "src/report.ts": `
        import { Drafters } from "./drafters.js";
        ${consumer("writeReport", "stream", 'const drafter = Drafters.pick("m"); const stream = drafter.executeQuery(topic);')}
      `,
    };
    expect(select(files).functions).toEqual([
      {
        function: "writeReport",
        file: "src/report.ts",
        evidence: "consumes the stream of ClaudeDrafter.executeQuery",
      },
    ]);
  });

  it.each([
    ["the call in the head of the loop", "query({ prompt: topic })", ""],
    ["a const", "stream", "const stream = query({ prompt: topic });"],
    [
      "a variable that is assigned in a try",
      "stream",
      "let stream; try { stream = query({ prompt: topic }); } catch { return ''; }",
    ],
    ["a wrapper of the stream", "limit(query({ prompt: topic }), 10)", ""],
    ["a choice", "topic ? query({ prompt: topic }) : []", ""],
  ])("finds the stream in %s", (_, stream, before) => {
    const files = {
      "src/letter.ts": `
        import { query } from "@anthropic-ai/claude-agent-sdk";
        import { limit } from "stream-tools";
        ${consumer("writeLetter", stream, before)}
      `,
    };
    expect(functionsOf(files)).toEqual(["src/letter.ts writeLetter"]);
  });

  it("finds an SDK that is imported when it is needed", () => {
    const files = {
      "src/letter.ts": consumer(
        "writeLetter",
        "stream",
        'const { query } = await import("@anthropic-ai/claude-agent-sdk"); const stream = query({ prompt: topic });',
      ),
    };
    expect(functionsOf(files)).toEqual(["src/letter.ts writeLetter"]);
  });

  it("takes the function that a handler gives its stream to, and not the handler", () => {
    const files = {
      "src/title.ts": `
        import { query } from "@anthropic-ai/claude-agent-sdk";
        async function collectText(stream: AsyncIterable<unknown>): Promise<string> {
          let text = "";
          for await (const message of stream) {
            text += String(message);
          }
          return text;
        }
        export function createTitleHandler() {
          return async (req: { body: string }, res: { send(text: string): void }) => {
            const stream = query({ prompt: req.body });
            res.send(await collectText(stream));
          };
        }
        export function createSummaryHandler() {
          return async (req: { body: string }, res: { send(text: string): void }) => {
            for await (const message of query({ prompt: req.body })) {
              res.send(String(message));
            }
          };
        }
      `,
    };
    expect(functionsOf(files)).toEqual(["src/title.ts collectText"]);
  });

  it("goes through a function that returns the stream and a generator that changes it", () => {
    const files = {
      "src/letter.ts": `
        import { query } from "@anthropic-ai/claude-agent-sdk";
        const open = (topic: string) => query({ prompt: topic });
        async function* upper(lines: AsyncIterable<unknown>) {
          let count = 0;
          for await (const line of lines) {
            count += 1;
            yield String(count) + String(line).toUpperCase();
          }
        }
        ${consumer("writeLetter", "upper(open(topic))")}
      `,
    };
    expect(functionsOf(files)).toEqual(["src/letter.ts writeLetter"]);
  });

  it.each([
    ["a handler that is registered by name", "src/chat.ts", 'app.post("/chat", chat);'],
    ["a handler that gets a request and a response", "src/chat.ts", ""],
    ["a route of Next.js", "app/chat/route.ts", ""],
    ["a controller's method", "src/chat.ts", ""],
  ])("leaves out %s", (kind, path, after) => {
    const head: Readonly<Record<string, string>> = {
      "a handler that gets a request and a response": "export async function chat(req, res)",
      "a route of Next.js": "export async function POST(input)",
      "a controller's method": 'class Chat { @Post("chat") async chat(topic)',
    };
    const text = (start: string): string => `
      import { query } from "@anthropic-ai/claude-agent-sdk";
      ${start} {
        const pieces: string[] = [];
        for await (const message of query({ prompt: "a" })) {
          pieces.push(String(message));
        }
        return pieces.join("");
      }
    `;
    const start = head[kind] ?? "export async function chat(topic)";
    const end = start.startsWith("class") ? "}" : "";
    expect(functionsOf({ [path]: `${text(start)}${end}\n${after}` })).toEqual([]);
    expect(functionsOf({ "src/plain.ts": text("export async function chat(topic)") })).toEqual([
      "src/plain.ts chat",
    ]);
  });

  it("leaves out loops over other streams", () => {
    const files = {
      "src/lines.ts": `
        import { createReadStream } from "node:fs";
        ${consumer("readLines", "createReadStream(topic)")}
      `,
    };
    expect(functionsOf(files)).toEqual([]);
  });
});
