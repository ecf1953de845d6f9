import { expect, it } from "vitest";
import { createTempProject } from "../support/temp-project.ts";
import { printing } from "./select.ts";

const files = {
  "package.json": JSON.stringify({
    name: "print-shop",
    type: "module",
    dependencies: { "@sentry/node": "^11.11.0" },
  }),
  "src/orders.ts": `
export interface BaseOrder {
  id: string;
}
export interface PrintOrder extends BaseOrder { type: "print"; }
export interface BindOrder extends BaseOrder { type: "bind"; }
export type Order = PrintOrder | BindOrder;
`,
  "src/drafter.ts": `
import { query } from "@anthropic-ai/claude-agent-sdk";
export class Drafter {
  async *draft(options: { topic: string }): AsyncGenerator<unknown> {
    for await (const message of query({ prompt: options.topic })) yield message;
  }
}
export async function* draftTwice(options: { topic: string }): AsyncGenerator<unknown> {
  yield* new Drafter().draft(options);
}
`,
  "src/letters.ts": `
import { Drafter } from "./drafter.js";
const drafter = new Drafter();
export async function writeLetter(topic: string): Promise<string> {
  const pieces: string[] = [];
  for await (const message of drafter.draft({ topic })) {
    pieces.push(String(message));
  }
  return pieces.join("");
}
`,
  "src/press.ts": `
export class Press {
  begin(): void {
    setInterval(() => {
      this.run("a").catch(console.error);
    }, 1000);
  }
  private async run(page: string): Promise<string> {${printing}
    return page;
  }
}
`,
  "src/short.ts": `
import { sendOrder } from "./desk.js";
export function begin(): void { setInterval(() => void ask(), 1000); }
async function ask(): Promise<void> {
  const reply = await fetch("http://press");
  sendOrder({ id: await reply.text(), type: "print" });
}
`,
  "src/desk.ts": `
import WebSocket from "ws";
import type { Order } from "./orders.js";
const socket = new WebSocket("ws://printer");
export function sendOrder(order: Order): void {
  socket.send(JSON.stringify(order));
}
`,
  "src/main.ts": `
import WebSocket from "ws";
import type { Order } from "./orders.js";
import { writeLetter } from "./letters.js";
const socket = new WebSocket("ws://printer");
async function takeOrder(order: Order): Promise<void> {
  const topic = order.id;
  const text = await writeLetter(topic);
  const size = text.length;
  console.log(size);
}
socket.on("message", (data) => {
  const order = JSON.parse(String(data)) as Order;
  takeOrder(order).catch(console.error);
});
`,
};

it("comes out the same when the project has its spans", async () => {
  const project = createTempProject(files);
  const before = await project.run("init", "--json");
  const applied = await project.run("apply", "--types", "off", "--yes", "--allow-dirty");
  expect(applied.code).toBe(0);
  for (const name of ["draft", "draftTwice", "writeLetter", "run", "takeOrder"])
    expect(before.stdout).toContain(`${name}"`);
  expect(project.read("src/drafter.ts")).toContain("#draftUntraced");
  expect(project.read("src/desk.ts")).toContain("withTraceCarrier(order)");
  expect(project.read("src/main.ts")).toContain("withIncomingTrace(");
  expect(project.read("src/press.ts")).toContain("startSpan(");

  const after = await project.run("init", "--json");
  expect(after.stdout).toBe(before.stdout);
  const written = project.files();
  expect((await project.run("apply", "--types", "off", "--yes", "--allow-dirty")).code).toBe(0);
  expect(project.files()).toEqual(written);
});
