import { exec, fork, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

const run = promisify(exec);
const child = fileURLToPath(new URL("./child.mjs", import.meta.url));
const closed = (started) =>
  new Promise((resolve) => {
    started.on("close", (code, signal) => resolve(code ?? signal));
  });

const codes = await Sentry.startSpan({ name: "print order", op: "function" }, async () => {
  const late = spawn("sleep", ["60"]);
  late.once("spawn", () => late.kill());
  const missing = spawn("no-such-printer", ["order"], { stdio: "ignore" });
  missing.on("error", () => {});
  return Promise.all([
    closed(fork(child, ["ok"])),
    closed(spawn(process.execPath, [child, "jam"], { env: { ...process.env, TRAY: "2" } })),
    closed(missing),
    closed(late),
    run("echo done").then(({ stdout }) => stdout.trim()),
  ]);
});
process.send?.(codes);
await Sentry.close(2000);
