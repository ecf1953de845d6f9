import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

const isDone = ({ rounds }) => rounds === 3;

class Poller {
  rounds = 0;

  schedule() {
    setTimeout(() => {
      this.poll().catch(() => process.exit(1));
    }, 5);
  }

  async poll() {
    if (isDone(this)) return;
    this.rounds += 1;
    await this.#research();
    this.schedule();
  }

  async #research() {
    await Sentry.startSpan({ name: "ask", op: "function" }, async () => {});
  }
}

const poller = new Poller();
await Sentry.startSpan({ name: "POST /start", op: "function" }, async () => {
  await poller.poll();
});
while (poller.rounds < 3) await new Promise((resolve) => setTimeout(resolve, 10));
await new Promise((resolve) => setTimeout(resolve, 20));
process.send?.(poller.rounds);
await Sentry.close(2000);
