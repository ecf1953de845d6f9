import { describe, expect, it } from "vitest";
import { select } from "./select.ts";

const orders = `
  export interface BaseOrder { id: string; }
  export interface PrintOrder extends BaseOrder { type: "print"; }
  export interface BindOrder extends BaseOrder { type: "bind"; }
  export type Order = PrintOrder | BindOrder;
  export interface Notice { text: string; }
`;

describe("functions that send", () => {
  it.each([
    [
      "a WebSocket, serialised in place",
      `import WebSocket from "ws"; const socket = new WebSocket("ws://printer");`,
      "socket.send(JSON.stringify(order));",
      "socket.send",
    ],
    [
      "a WebSocket, serialised into a const",
      `import type { WebSocket } from "ws"; let socket: WebSocket;`,
      "const text = JSON.stringify(order); socket.send(text);",
      "socket.send",
    ],
    [
      "a local function in between",
      `import WebSocket from "ws"; const socket = new WebSocket("ws://printer");`,
      "const put = () => { socket.send(JSON.stringify(order)); }; put();",
      "socket.send",
    ],
    [
      "an unknown object, serialised",
      `import { connection } from "./connection.js";`,
      "connection.send(JSON.stringify(order));",
      "connection.send",
    ],
    ["the parent process", "", "process.send?.(order);", "process.send"],
    [
      "a child process",
      `import { fork } from "node:child_process"; const child = fork("printer.js");`,
      "child.send(order);",
      "child.send",
    ],
    [
      "socket.io",
      `import { io } from "socket.io-client"; const socket = io("http://printer");`,
      'socket.emit("order", order);',
      "socket.emit",
    ],
    [
      "a queue",
      `import { Queue } from "bullmq"; const queue = new Queue("orders");`,
      'queue.add("order", order);',
      "queue.add",
    ],
  ])("go to %s", (_, before, body, sink) => {
    const files = {
      "src/orders.ts": orders,
      "src/send.ts": `
        import type { Order } from "./orders.js";
        ${before}
        export function sendOrder(order: Order) { ${body} }
      `,
    };
    const { send, messages } = select(files);
    expect(send).toEqual([{ function: "sendOrder", file: "src/send.ts", evidence: `order reaches ${sink}` }]);
    expect(messages).toEqual([{ type: "BaseOrder", file: "src/orders.ts" }]);
  });

  it.each([
    [
      "answers of a server",
      `import { response } from "some-server"; export function reply(order: object) { response.send(JSON.stringify(order)); }`,
    ],
    [
      "what is made in the function",
      `import WebSocket from "ws"; const socket = new WebSocket("a"); export function beat(at: number) { socket.send(JSON.stringify({ at })); }`,
    ],
    [
      "functions with more than a message",
      `import type WebSocket from "ws"; export function tell(socket: WebSocket, text: string) { socket.send(text); }`,
    ],
    [
      "local events",
      `import { EventEmitter } from "node:events"; const bus = new EventEmitter(); export function tell(order: object) { bus.emit("order", order); }`,
    ],
    ["sets", `const known = new Set(); export function keep(order: object) { known.add(order); }`],
  ])("are not %s", (_, text) => {
    expect(select({ "src/send.ts": text }).send).toBeUndefined();
  });
});

describe("functions that get messages", () => {
  const worker = `
    import type { Order } from "./orders.js";
    export async function takeOrder(order: Order) { await Promise.resolve(order); }
    export function countOrder(order: Order) { console.log(order.id); }
    export function isUrgent(order: Order): order is Order { return order.id === "1"; }
  `;

  it.each([
    [
      "parsed in an inline listener",
      `import WebSocket from "ws"; const socket = new WebSocket("a"); socket.on("message", (data) => { const order = JSON.parse(String(data)) as Order; takeOrder(order).catch(console.error); });`,
      "socket.on",
    ],
    [
      "parsed in an async listener, by way of a second name",
      `wire.on("message", async (data) => { const message = JSON.parse(data); const order = message as Order; await takeOrder(order); });`,
      "wire.on",
    ],
    [
      "parsed in the call",
      `wire.addEventListener("message", (event) => { void takeOrder(JSON.parse(event.data)); });`,
      "wire.addEventListener",
    ],
    [
      "parsed in a named listener",
      `function onMessage(data: string) { const order = JSON.parse(data); takeOrder(order).catch(console.error); } wire.on("message", onMessage);`,
      "wire.on",
    ],
    [
      "an object from another process",
      `process.on("message", (order: Order) => { takeOrder(order).catch(console.error); });`,
      "process.on",
    ],
  ])("are called with what is %s", (_, listener, at) => {
    const files = {
      "src/orders.ts": orders,
      "src/worker.ts": worker,
      "src/main.ts": `
        import type { Order } from "./orders.js";
        import { countOrder, isUrgent, takeOrder } from "./worker.js";
        ${listener}
      `,
    };
    const { receive, messages } = select(files);
    expect(receive).toEqual([
      { function: "takeOrder", file: "src/main.ts", evidence: `gets what arrives at ${at} message` },
    ]);
    expect(messages).toEqual([{ type: "BaseOrder", file: "src/orders.ts" }]);
  });

  it("may be synchronous when nothing asynchronous gets the message and its type is the project's", () => {
    const main = (body: string): Readonly<Record<string, string>> => ({
      "src/orders.ts": orders,
      "src/worker.ts": worker,
      "src/main.ts": `
        import { countOrder, isUrgent, takeOrder } from "./worker.js";
        function note(order: any) { console.log(order); }
        wire.on("message", (data) => { const order = JSON.parse(data); ${body} });
      `,
    });
    expect(
      select(main("if (isUrgent(order)) countOrder(order);")).receive?.map((one) => one.function),
    ).toEqual(["countOrder"]);
    expect(
      select(main("countOrder(order); void takeOrder(order);")).receive?.map((one) => one.function),
    ).toEqual(["takeOrder"]);
    expect(select(main("note(order);")).receive).toBeUndefined();
  });

  it("are named as they are called", () => {
    const files = {
      "src/orders.ts": orders,
      "src/desk.ts": `
        import { fork } from "node:child_process";
        import type { Notice, Order } from "./orders.js";
        export class Desk {
          open() {
            const child = fork("printer.js");
            child.on("message", (order) => { this.settle(order as Order); });
          }
          private settle(order: Order) { console.log(order.id); }
        }
      `,
    };
    expect(select(files).receive).toEqual([
      { function: "this.settle", file: "src/desk.ts", evidence: "gets what arrives at child.on message" },
    ]);
  });

  it("are not those that get only a part, nor listeners for anything else", () => {
    const files = {
      "src/orders.ts": orders,
      "src/worker.ts": worker,
      "src/main.ts": `
        import { takeOrder } from "./worker.js";
        wire.on("message", (data) => { const order = JSON.parse(data); void takeOrder(order.inner); });
        wire.on("message", (data) => { void takeOrder(data); });
        wire.on("open", (data) => { void takeOrder(JSON.parse(data)); });
      `,
    };
    expect(select(files).receive).toBeUndefined();
  });
});

describe("base types of messages", () => {
  const send = (type: string): string => `
    import type { Order, Notice, PrintOrder } from "./all.js";
    export function sendOrder(order: ${type}) { process.send(order); }
  `;
  const files = (type: string): Readonly<Record<string, string>> => ({
    "src/orders.ts": orders,
    "src/all.ts": `export * from "./orders.js";`,
    "src/send.ts": send(type),
  });

  it("are found behind barrels, unions and aliases", () => {
    expect(select(files("Order | undefined")).messages).toEqual([
      { type: "BaseOrder", file: "src/orders.ts" },
    ]);
    expect(select(files("PrintOrder")).messages).toEqual([{ type: "BaseOrder", file: "src/orders.ts" }]);
  });

  it("are not the messages themselves", () => {
    expect(select(files("Notice")).messages).toBeUndefined();
    expect(select(files("string")).messages).toBeUndefined();
  });
});
