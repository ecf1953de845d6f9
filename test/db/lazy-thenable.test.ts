import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sdks } from "./support/db-case.ts";

const program = fileURLToPath(new URL("./programs/lazy.mjs", import.meta.url));
const once = ["runs in the span", "is done in the span", "rows", "span has ended"];

// `startSpan` calls the `then` of what a callback returns, and gives a promise: who awaits that asks the query no second time.
test.each(sdks)("%s asks a lazy query once, in its span", (module) => {
  const child = spawnSync(process.execPath, [program, module], { encoding: "utf8" });
  const line = child.stdout.split("\n").find((text) => text.startsWith("OBSERVED "));
  expect(JSON.parse(line?.slice("OBSERVED ".length) ?? child.stderr)).toEqual({
    awaited: once,
    listed: once,
    floating: once,
  });
});
