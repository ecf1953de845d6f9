import { describe, expect, it } from "vitest";
import { printing, select } from "./select.ts";

const press = (members: string): Readonly<Record<string, string>> => ({
  "src/press.ts": `
    export class Press {
      timer: unknown;
      isRunning = true;
      private async run(page?: string): Promise<string | undefined> {${printing}
        return page;
      }
      ${members}
    }
  `,
});

const runEntry = { function: "Press.run", file: "src/press.ts" };

describe("what timers run", () => {
  it.each([
    ["an interval", "begin() { setInterval(() => { this.run().catch(console.error); }, 10); }"],
    ["an interval by name", "begin() { setInterval(this.run.bind(this), 10); }"],
    ["a schedule", 'begin() { cron.schedule("* * * * *", () => this.run()); }'],
    ["a worker of a queue", 'begin() { new Worker("pages", (job) => this.run(job)); }'],
    [
      "a loop that never ends",
      "begin() { void this.loop(); } async loop() { while (this.isRunning) { await this.run(); await sleep(10); } }",
    ],
  ])("is a tick: %s", (_, members) => {
    const { functions, ticks } = select(press(members));
    expect(functions).toBeUndefined();
    expect(ticks).toEqual([{ ...runEntry, evidence: expect.stringContaining("reaches execFile") as string }]);
  });

  it("is a tick where a timeout sets itself again", () => {
    const { ticks } = select({
      "src/poller.ts": `
        import { execFile } from "node:child_process";
        export class Poller {
          start() { this.schedule(); }
          private schedule() { setTimeout(() => { this.poll().catch(() => {}); }, 10); }
          private async poll(): Promise<void> {
            const pages = ["a"];
            try {
              await this.research(pages);
              await this.count();
              await this.#review(pages);
              for (const page of pages) await this.print(page);
            } finally {
              this.schedule();
            }
          }
          private async research(pages: string[]) { await execFile("find", pages); }
          private async count() { await Promise.resolve(); }
          async #review(pages: string[]) { await execFile("lint", pages); }
          private async print(page: string) { await execFile("lp", [page]); }
        }
      `,
    });
    expect(ticks).toEqual([
      {
        function: "Poller.poll",
        file: "src/poller.ts",
        phases: ["research", "count", "#review"],
        evidence: "setTimeout in Poller.schedule; reaches execFile",
      },
    ]);
  });

  it("is no tick where a timeout only puts work off", () => {
    const { functions, ticks } = select(press("begin() { setTimeout(() => void this.run(), 10); }"));
    expect(ticks).toBeUndefined();
    expect(functions).toMatchObject([runEntry]);
  });

  it("is named as the file of the timer names it", () => {
    const { functions, ticks } = select({
      "src/print.ts": `export async function print(page: string): Promise<string> {${printing} return page; }`,
      "src/main.ts": `
        import { print } from "./print.js";
        setInterval(() => { print("a").catch(console.error); }, 10);
      `,
    });
    expect(functions).toBeUndefined();
    expect(ticks).toMatchObject([{ function: "print", file: "src/main.ts" }]);
  });

  it("is the callback where that does the work, item by item", () => {
    const { ticks } = select({
      "src/print.ts": `export async function print(page: string): Promise<string> {${printing} return page; }`,
      "src/main.ts": `
        import { print } from "./print.js";
        export function start(pages: string[]) {
          setInterval(async () => {
            for (const page of pages) await print(page);
          }, 10);
        }
      `,
    });
    expect(ticks).toMatchObject([
      { function: "setInterval", in: "start", calls: "print", file: "src/main.ts" },
    ]);
  });
});
