import { describe, expect, test } from "vitest";
import { findClientSdk } from "../../spans/client/sdk.ts";
import { createTempProject } from "../support/temp-project.ts";

const page = `"use client";
import { show } from "./show";

const socket = new WebSocket("/updates");
socket.onmessage = (event) => show(JSON.parse(event.data));
`;
const server = `export async function handleUpdate(update: { id: string }) {
  return update.id;
}
process.on("message", (update: { id: string }) => {
  void handleUpdate(update);
});
`;
const config = JSON.stringify({
  receive: [
    { function: "socket.onmessage" },
    { function: "handleUpdate", file: "src/server.ts", destination: "updates" },
  ],
});

describe("client code of a package", () => {
  test("with a framework's SDK gets a helper module of its own, and the server keeps its own", async () => {
    const project = createTempProject({
      "package.json": JSON.stringify({ dependencies: { next: "^15.0.0", "@sentry/nextjs": "^10.0.0" } }),
      "spanwright.config.json": config,
      "src/page.tsx": page,
      "src/server.ts": server,
    });
    const before = project.files();
    await project.run("apply", "--types", "off");
    const files = project.files();
    expect(files["src/page.tsx"]).toBe(
      page
        .replace("JSON.parse(event.data)", "rememberTrace(JSON.parse(event.data))")
        .replace(
          'from "./show";\n',
          'from "./show";\nimport { rememberTrace } from "./sentry-tracing-client";\n',
        ),
    );
    expect(files["src/server.ts"]).toContain('from "./sentry-tracing"');
    expect(files["src/sentry-tracing-client.ts"]).toMatch(/^import \* as Sentry from "@sentry\/nextjs";$/m);
    expect(files["src/sentry-tracing-client.ts"]).not.toContain("withIncomingTrace");
    expect(files["src/sentry-tracing.ts"]).not.toContain("rememberTrace");
    expect((await project.run("check", "--types", "off")).code).toBe(0);
    await project.run("unwrap", "--types", "off");
    expect(project.files()).toEqual(before);
  });

  test("with a server's SDK and one for browsers imports the latter", async () => {
    const project = createTempProject({
      "package.json": JSON.stringify({
        dependencies: { "@sentry/node": "^11.0.0", "@sentry/react": "^11.0.0" },
      }),
      "spanwright.config.json": config,
      "src/page.tsx": page,
    });
    await project.run("apply", "--types", "off");
    expect(project.read("src/sentry-tracing-client.ts")).toMatch(
      /^import \* as Sentry from "@sentry\/react";$/m,
    );
  });

  test("in a package for browsers alone needs no directive, and gets no server span", async () => {
    const project = createTempProject({
      "package.json": JSON.stringify({ dependencies: { "@sentry/vue": "^10.0.0" } }),
      "spanwright.config.json": JSON.stringify({
        receive: [{ function: "socket.onmessage" }],
        functions: [{ function: "load" }],
      }),
      "src/page.ts": `${page.replace('"use client";\n', "")}
export async function load() {
  await show("all");
}
`,
    });
    const { stdout } = await project.run("apply", "--types", "off", "--json");
    expect(project.read("src/page.ts")).toContain("show(rememberTrace(JSON.parse(event.data)))");
    expect(project.read("src/page.ts")).not.toContain("startSpan");
    expect(project.read("src/sentry-tracing-client.ts")).toContain('from "@sentry/vue"');
    expect(stdout).toContain('"reason": "client-file"');
  });

  test("without an SDK for browsers is left alone, with that reason", async () => {
    const project = createTempProject({
      "package.json": JSON.stringify({ dependencies: { "@sentry/node": "^11.0.0" } }),
      "spanwright.config.json": config,
      "src/page.tsx": page,
    });
    const before = project.files();
    const { stdout } = await project.run("apply", "--types", "off", "--json");
    expect(stdout).toContain('"reason": "no-sdk"');
    expect(project.files()).toEqual(before);
  });
});

test("the SDK of client code: a framework's, then a library's, never a server's", () => {
  expect(findClientSdk(["@sentry/node", "@sentry/browser", "@sentry/react"])).toBe("@sentry/react");
  expect(findClientSdk(["@sentry/node", "@sentry/sveltekit", "@sentry/svelte"])).toBe("@sentry/sveltekit");
  expect(findClientSdk(["@sentry/electron", "@sentry/react"])).toBe("@sentry/electron/renderer");
  expect(findClientSdk(["@sentry/node", "@sentry/nestjs", "react"])).toBeUndefined();
});
