import { describe, expect, it } from "vitest";
import { functionsOf, printing, select } from "./select.ts";

/** A class with a job that reaches a process, and a method that starts it in the given way. */
const press = (start: string): Readonly<Record<string, string>> => ({
  "src/press.ts": `
    export class Press {
      constructor(private readonly bus: { subscribe(listener: (type: string, payload: string) => void): void }) {}
      begin() {
        ${start}
      }
      private async run(page?: string): Promise<string | undefined> {${printing}
        return page;
      }
    }
  `,
});

describe("functions that run on their own", () => {
  it.each([
    ["a promise with a catch", "this.run().catch(console.error);"],
    ["a promise with a catch and a finally", "this.run().catch(console.error).finally(() => {});"],
    ["a promise with a then", "this.run().then(() => {}, console.error);"],
    ["a promise that is marked as void", "void this.run();"],
    ["a promise behind a condition", "this.bus && this.run();"],
    ["a timer", "setInterval(() => { this.run().catch(console.error); }, 1000);"],
    ["a timer with a concise arrow", "setImmediate(() => this.run());"],
    ["a timer with an async arrow", "setTimeout(async () => { try { await this.run(); } catch {} }, 10);"],
    ["a timer that gets the method itself", "setInterval(this.run.bind(this), 1000);"],
    [
      "a subscription",
      "this.bus.subscribe((type, payload) => { if (type === 'page') this.run(payload).catch(() => {}); });",
    ],
    [
      "an async subscription",
      "this.bus.subscribe(async (type, payload) => { if (type === 'page') await this.run(payload); });",
    ],
    ["a floating block", "(async () => { await this.run(); })().catch(console.error);"],
    ["a schedule", "cron.schedule('0 * * * *', () => this.run());"],
    ["a worker of a queue", "new Worker('pages', async (job) => { await this.run(job); });"],
    ["a listener that is called by its name", "this.bus.onPage(async () => { await this.run(); });"],
    ["an async forEach", "['a', 'b'].forEach(async (page) => { await this.run(page); });"],
    ["a concise forEach", "['a', 'b'].forEach((page) => this.run(page));"],
    ["a callback of a promise that floats", "Promise.resolve('a').then((page) => this.run(page));"],
  ])("takes what is started by %s", (_, start) => {
    expect(functionsOf(press(start))).toEqual(["src/press.ts Press.run"]);
  });

  it.each([
    ["waited for", "return this.run();"],
    [
      "waited for in a callback",
      "return Promise.all(['a', 'b'].map(async (page) => { await this.run(page); }));",
    ],
    [
      "the work of a promise",
      "return new Promise((resolve, reject) => { this.run().then(resolve).catch(reject); });",
    ],
    [
      "started for each piece of a stream",
      "process.stdin.on('data', (piece) => { this.run(String(piece)).catch(() => {}); });",
    ],
    ["kept as a callback", "return { retry: () => this.run() };"],
    ["handed to somebody", "return register(async () => { await this.run(); });"],
    [
      "collected in a forEach",
      "const jobs = []; ['a'].forEach((page) => { jobs.push(this.run(page)); }); return jobs;",
    ],
    ["kept in a variable", "const pending = this.run(); return pending;"],
    ["started when the program stops", "process.on('SIGTERM', () => { this.run().catch(() => {}); });"],
  ])("leaves out what is %s", (_, start) => {
    expect(functionsOf(press(start))).toEqual([]);
  });

  it("says how it is started and what it reaches", () => {
    const { ticks } = select(press("setInterval(() => { this.run().catch(console.error); }, 1000);"));
    expect(ticks?.map(({ evidence }) => evidence)).toEqual(["setInterval in Press.begin; reaches execFile"]);
  });

  it("leaves out the start of the program", () => {
    const files = {
      "src/main.ts": `
        async function main() {${printing}
        }
        main().catch(console.error);
      `,
    };
    expect(functionsOf(files)).toEqual([]);
  });

  it("takes a service's method that a route handler does not wait for, through its parameter's type", () => {
    const files = {
      "src/services/binder.ts": `
        import { glue } from "../glue.js";
        export class Binder {
          async bind(book: string) {
            const pages = book.length;
            const cover = "linen";
            const order = { pages, cover };
            await glue(order);
          }
        }
      `,
      "src/glue.ts": `
        export async function glue(order: object) {
          await fetch("http://glue.example", { method: "POST", body: JSON.stringify(order) });
        }
      `,
      "src/routes/bind.ts": `
        import type { Binder } from "../services/binder.js";
        export function createBindHandler(binder: Binder) {
          return async (req: { body: string }, res: { json(value: object): void }) => {
            binder.bind(req.body).catch(console.error).finally(() => {});
            res.json({ started: true });
          };
        }
      `,
    };
    expect(select(files).functions).toEqual([
      {
        function: "Binder.bind",
        file: "src/services/binder.ts",
        evidence: "floating promise in createBindHandler; reaches fetch",
      },
    ]);
  });

  it("leaves out what reaches only files", () => {
    const files = {
      "src/ledger.ts": `
        import { writeFile } from "node:fs/promises";
        export class Ledger {
          note(line: string) { this.save(line).catch(console.error); }
          private async save(line: string) {
            const date = new Date();
            const stamp = date.toISOString();
            const text = stamp + line;
            await writeFile("ledger", text);
          }
        }
      `,
    };
    expect(functionsOf(files)).toEqual([]);
  });

  it("does not count what a function starts on its own as its time", () => {
    const files = {
      "src/shop.ts": `
        export class Shop {
          open() { this.prepare().catch(console.error); }
          private async prepare() {
            await Promise.resolve();
            setInterval(() => {
              this.restock().catch(console.error);
            }, 1000);
          }
          private async restock() {${printing}
          }
        }
      `,
    };
    expect(functionsOf(files)).toEqual(["src/shop.ts Shop.restock"]);
  });

  it("takes the turns of an endless loop, the work behind a short wrapper, and not the chunk handler", () => {
    const files = {
      "src/ferry.ts": `
        export class Ferry {
          private sailing = true;
          begin(bus: { subscribe(listener: () => void): void }) {
            this.sail().catch(console.error);
            bus.subscribe(() => { this.onChunk().catch(console.error); });
            setImmediate(() => this.soon());
          }
          private async sail() {
            await this.warmUp();
            while (this.sailing) {
              await this.cross();
              await new Promise((resolve) => setTimeout(resolve, 1000));
            }
          }
          private async onChunk() {
            if (this.sailing) {
              await this.load();
            }
            this.sailing = true;
            this.sailing = Boolean(this.sailing);
          }
          private async soon() { await this.unload(); }
          private async warmUp() {${printing}
          }
          private async cross() {${printing}
          }
          private async load() {${printing}
          }
          private async unload() {${printing}
          }
        }
      `,
    };
    expect(functionsOf(files)).toEqual([
      "src/ferry.ts Ferry.cross",
      "src/ferry.ts Ferry.load",
      "src/ferry.ts Ferry.unload",
    ]);
  });
});
