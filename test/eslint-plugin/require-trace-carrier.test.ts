import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Linter } from "eslint";
import { expect, test } from "vitest";
import plugin from "../../eslint-plugin/index.ts";
import { describeAgreement } from "../support/agreement.ts";

describeAgreement("require-trace-carrier", "carry-trace", ["message-send"]);

test("says what is missing where the helper module is not there yet, and suggests nothing", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-carrier-")));
  try {
    const config = { sdk: "@sentry/node@11", send: [{ function: "socket.send", destination: "readings" }] };
    writeFileSync(join(root, "package.json"), '{ "type": "module" }');
    writeFileSync(join(root, "spanwright.config.json"), JSON.stringify(config));
    const [message, ...others] = new Linter({ cwd: root }).verify(
      'export const report = (socket) => socket.send(JSON.stringify({ type: "reading" }));',
      { plugins: { spanwright: plugin }, rules: { "spanwright/require-trace-carrier": "error" } },
      { filename: join(root, "report.js") },
    );
    expect(others).toEqual([]);
    expect(message?.suggestions).toBeUndefined();
    expect(message?.message).toBe(
      "This send site sends its message without the trace 'publish readings' (queue.publish). " +
        "It takes withTraceCarrier in sentry-tracing; 'spanwright apply' writes both.",
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
