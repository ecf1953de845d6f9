import { describe, expect, it } from "vitest";
import { functionsOf, toolsOf } from "./select.ts";

const bridge = `
  export class ToolBridge {
    async callTool(toolName: string, input: object) {
      const started = Date.now();
      try {
        return await this.invokeTool(toolName, input);
      } finally {
        this.times.push(Date.now() - started);
      }
    }
    private readonly times: number[] = [];
    private async invokeTool(toolName: string, input: object) {
      const invoke = (globalThis as { invoke?: (name: string, input: object) => Promise<object> }).invoke;
      if (invoke === undefined) {
        throw new Error("no tools here");
      }
      return await invoke(toolName, input);
    }
  }
`;

const client = (name: string): string => `
  import { ToolBridge } from "./bridge.js";
  export class ${name} {
    constructor(private readonly bridge: ToolBridge) {}
    private async callTool(name: string, input: object) {
      const result = await this.bridge.callTool(name, input);
      if (result === undefined) {
        throw new Error(\`\${name} gave nothing\`);
      }
      return result;
    }
  }
`;

describe("tool choke points", () => {
  it("takes the place where several ways meet, not what is before or behind it", () => {
    const files = {
      "src/bridge.ts": bridge,
      "src/map-client.ts": client("MapClient"),
      "src/mail-client.ts": client("MailClient"),
    };
    expect(toolsOf(files)).toEqual(["src/bridge.ts ToolBridge.callTool"]);
    expect(functionsOf(files)).toEqual([]);
  });

  it("counts a choke point as a boundary for what runs on its own", () => {
    const files = {
      "src/bridge.ts": bridge,
      "src/watch.ts": `
        import { ToolBridge } from "./bridge.js";
        const bridge = new ToolBridge();
        async function lookAround() {
          const place = "harbour";
          const radius = 10;
          const input = { place, radius };
          await bridge.callTool("look", input);
        }
        setInterval(() => { lookAround().catch(console.error); }, 1000);
      `,
    };
    expect(toolsOf(files)).toEqual(["src/bridge.ts ToolBridge.callTool"]);
    expect(functionsOf(files)).toEqual(["src/watch.ts lookAround"]);
  });

  it("leaves out functions that only sound like it", () => {
    const files = {
      "src/toolbar.ts": `
        export async function executeToolbar(name: string, input: object) {
          await Promise.resolve();
          const buttons = Object.keys(input);
          const label = name.toUpperCase();
          return { label, buttons };
        }
        export function callTool(toolName: string, input: object) {
          const label = toolName.toUpperCase();
          const size = Object.keys(input).length;
          const text = label + String(size);
          return text;
        }
      `,
    };
    expect(toolsOf(files)).toEqual([]);
    expect(functionsOf(files)).toEqual([]);
  });
});
