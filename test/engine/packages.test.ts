import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PackageFacts } from "../../codemods/engine/packages.ts";
import { createPackageFinder, getModuleFormat } from "../../codemods/engine/packages.ts";
import { readMajor } from "../../spans/project/sentry-sdk.ts";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-packages-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
}

function install(name: string, version: string, more: object = {}, below = ""): void {
  put(join(below, "node_modules", name, "package.json"), { name, version, ...more });
}

function find(path = "src/a.ts"): PackageFacts {
  const facts = createPackageFinder(root)(path);
  if (facts === undefined) throw new Error(`no package for ${path}`);
  return facts;
}

function sdkOf(dependencies: Readonly<Record<string, string>>): PackageFacts["sdk"] {
  put("package.json", { dependencies });
  return find().sdk;
}

describe("the package of a file", () => {
  it("is the nearest one with a package.json", () => {
    put("package.json", { name: "workspace", dependencies: { knex: "^3" } });
    put("apps/web/package.json", { name: "web", type: "module", dependencies: { pg: "^8", hono: "^4" } });
    expect(find("apps/web/src/deep/a.ts")).toMatchObject({
      directory: "apps/web",
      name: "web",
      moduleFormat: "esm",
      drivers: ["pg"],
    });
    expect(find("apps/a.ts")).toMatchObject({
      directory: "",
      name: "workspace",
      moduleFormat: "cjs",
      drivers: ["knex"],
    });
    expect(find(join(root, "apps/web/b.ts")).name).toBe("web");
  });

  it("may lie above the root", () => {
    put("package.json", { name: "workspace" });
    mkdirSync(join(root, "apps/web"), { recursive: true });
    expect(createPackageFinder(join(root, "apps/web"))("a.ts")?.directory).toBe("../..");
  });

  it("is not one that only sets the type of a folder", () => {
    put("package.json", { name: "app", dependencies: { "@sentry/node": "^10.1.0", openai: "^6" } });
    put("src/package.json", { type: "module" });
    expect(find("src/a.ts")).toMatchObject({
      directory: "",
      name: "app",
      moduleFormat: "esm",
      drivers: ["openai"],
    });
    expect(find("src/a.ts").sdk?.major).toBe(10);
  });

  it("counts dependencies of every section, production first", () => {
    put("package.json", {
      dependencies: { pg: "1" },
      devDependencies: { pg: "2", mysql2: "2" },
      peerDependencies: { knex: "3" },
      optionalDependencies: { ioredis: "5" },
    });
    expect(find().dependencies.get("pg")).toBe("1");
    expect(find().drivers).toEqual(["ioredis", "knex", "mysql2", "pg"]);
  });

  it.each([["{ broken"], ["null"], ['{"name": 3, "dependencies": ["pg"], "type": "module "}'], [""]])(
    "survives the package.json %j",
    (text) => {
      put("package.json", text);
      expect(find()).toMatchObject({ directory: "", name: undefined, moduleFormat: "cjs", sdk: undefined });
    },
  );

  it("reads a package.json that starts with a BOM", () => {
    put("package.json", "\uFEFF" + JSON.stringify({ name: "bom" }));
    expect(find().name).toBe("bom");
  });

  it.each([
    ["a.mts", "esm"],
    ["a.cjs", "cjs"],
    ["a.cts", "cjs"],
    ["a.mjs", "esm"],
    ["a.ts", "esm"],
    ["a.jsx", "esm"],
  ])("gives %s the module format %s in a package of type module", (path, format) => {
    put("package.json", { type: "module" });
    expect(getModuleFormat(path, find())).toBe(format);
  });

  it("falls back to CommonJS without a package, as Node does", () => {
    expect(getModuleFormat("a.js", undefined)).toBe("cjs");
  });
});

describe("which SDK", () => {
  const chosen: readonly [string, readonly string[], string | undefined][] = [
    ["a plain server", ["@sentry/node"], "@sentry/node"],
    ["Next.js", ["@sentry/nextjs", "@sentry/node", "@sentry/core", "next"], "@sentry/nextjs"],
    [
      "a service that pins the Next.js SDK without Next.js",
      ["@sentry/nextjs", "@sentry/node"],
      "@sentry/node",
    ],
    ["Next.js hoisted elsewhere", ["@sentry/nextjs"], "@sentry/nextjs"],
    ["NestJS", ["@sentry/node", "@sentry/nestjs", "@nestjs/core"], "@sentry/nestjs"],
    ["SvelteKit", ["@sentry/sveltekit", "@sveltejs/kit"], "@sentry/sveltekit"],
    ["Remix", ["@sentry/remix", "@remix-run/node"], "@sentry/remix"],
    ["Astro", ["@sentry/astro", "astro"], "@sentry/astro"],
    ["Nuxt", ["@sentry/nuxt", "nuxt"], "@sentry/nuxt"],
    [
      "TanStack Start",
      ["@sentry/tanstackstart-react", "@tanstack/react-start"],
      "@sentry/tanstackstart-react",
    ],
    ["React Router", ["@sentry/react-router", "react-router"], "@sentry/react-router"],
    ["SolidStart", ["@sentry/solidstart", "@solidjs/start"], "@sentry/solidstart"],
    ["Elysia", ["@sentry/elysia", "elysia"], "@sentry/elysia"],
    ["Electron's main process", ["@sentry/electron", "electron"], "@sentry/electron/main"],
    ["Hono on Cloudflare", ["@sentry/hono", "@sentry/cloudflare", "hono"], "@sentry/hono/cloudflare"],
    ["Hono on Node", ["@sentry/hono", "@sentry/node", "hono"], "@sentry/hono/node"],
    ["Lambda", ["@sentry/aws-serverless", "@sentry/node"], "@sentry/aws-serverless"],
    ["Google Cloud", ["@sentry/google-cloud-serverless"], "@sentry/google-cloud-serverless"],
    ["Bun", ["@sentry/bun"], "@sentry/bun"],
    ["Deno", ["@sentry/deno"], "@sentry/deno"],
    ["a library on the core", ["@sentry/core"], "@sentry/core"],
    ["node over core", ["@sentry/core", "@sentry/node-core", "@sentry/node"], "@sentry/node"],
    ["React in the browser", ["@sentry/react"], undefined],
    ["Vue with the core", ["@sentry/vue", "@sentry/core"], undefined],
    ["a browser and a server in one package", ["@sentry/react", "@sentry/node"], "@sentry/node"],
    ["tools alone", ["@sentry/cli", "@sentry/webpack-plugin"], undefined],
    ["none", ["express"], undefined],
  ];
  it.each(chosen)("%s", (_, names, module) => {
    expect(sdkOf(Object.fromEntries(names.map((name) => [name, "^10.0.0"])))?.module).toBe(module);
  });

  it("comes from the workspace when the package names none", () => {
    put("package.json", { devDependencies: { "@sentry/node": "^11.1.0" } });
    put("apps/api/package.json", { name: "api", dependencies: { "@sentry/cli": "^2" } });
    put("apps/site/package.json", { name: "site", dependencies: { "@sentry/react": "^10.0.0" } });
    expect(find("apps/api/a.ts").sdk?.module).toBe("@sentry/node");
    expect(find("apps/site/a.ts").sdk).toBeUndefined();
  });
});

describe("which version", () => {
  it("is the installed one, whatever the range says", () => {
    install("@sentry/node", "10.22.0");
    for (const range of ["^9.0.0", "workspace:*", "catalog:", "latest"]) {
      expect(sdkOf({ "@sentry/node": range })).toEqual({
        module: "@sentry/node",
        major: 10,
        version: "10.22.0",
        installed: true,
      });
    }
  });

  it("is found in a node_modules above, and behind pnpm's links", () => {
    put("apps/api/package.json", { dependencies: { "@sentry/node": "*", "@sentry/bun": "*" } });
    put("apps/job/package.json", { dependencies: { "@sentry/node": "*" } });
    install("@sentry/node", "9.47.2");
    install("node", "11.11.0", {}, "store");
    mkdirSync(join(root, "apps/job/node_modules/@sentry"), { recursive: true });
    symlinkSync(join(root, "store/node_modules/node"), join(root, "apps/job/node_modules/@sentry/node"));
    expect(find("apps/api/a.ts").sdk).toMatchObject({
      module: "@sentry/bun",
      major: undefined,
      installed: false,
    });
    expect(find("apps/job/a.ts").sdk).toMatchObject({ major: 11, version: "11.11.0", installed: true });
  });

  it("is read out of a tarball", () => {
    put("build/package/package.json", { name: "@sentry/node", version: "10.22.0" });
    put("build/package/build/cjs/package.json", { version: "1.0.0" });
    put("build/package/LICENSE", "x".repeat(1300));
    mkdirSync(join(root, "vendor"));
    const parts = ["package/LICENSE", "package/build", "package/package.json"];
    execFileSync("tar", ["-czf", join(root, "vendor/sdk-LOCAL.tgz"), "-C", join(root, "build"), ...parts]);
    const expected = { module: "@sentry/node", major: 10, version: "10.22.0", installed: false };
    expect(sdkOf({ "@sentry/node": "file:./vendor/sdk-LOCAL.tgz" })).toEqual(expected);
    expect(sdkOf({ "@sentry/node": "file:build/package" })).toEqual(expected);
  });

  it("is guessed from a tarball's name, or from the neighbours, when there is nothing to read", () => {
    put("vendor/broken-LOCAL.tgz", "not a tarball");
    expect(sdkOf({ "@sentry/node": "file:vendor/sentry-node-10.22.0.tgz" })?.major).toBe(10);
    const broken = { "@sentry/node": "file:vendor/broken-LOCAL.tgz" };
    expect(sdkOf(broken)).toEqual({
      module: "@sentry/node",
      major: undefined,
      version: undefined,
      installed: false,
    });
    expect(sdkOf({ ...broken, "@sentry/profiling-node": "^10.22.0" })?.major).toBe(10);
  });

  it("of Electron's SDK is that of the SDK inside", () => {
    expect(sdkOf({ "@sentry/electron": "^6.8.0" })).toMatchObject({
      module: "@sentry/electron/main",
      major: 9,
    });
    expect(sdkOf({ "@sentry/electron": "^99.0.0", "@sentry/react": "^10.0.0" })?.major).toBeUndefined();
    install("@sentry/electron", "8.0.0", { dependencies: { "@sentry/node": "11.2.0" } });
    expect(sdkOf({ "@sentry/electron": "^8.0.0" })).toMatchObject({
      major: 11,
      version: "8.0.0",
      installed: true,
    });
  });

  const ranges: readonly [string, number | undefined][] = [
    ["^10.22.0", 10],
    ["10.x", 10],
    ["~9.1", 9],
    ["10", 10],
    ["v11.0.0", 11],
    [">=9.0.0 <12", 9],
    ["8.0.0 || ^9.0.0 || ^10.0.0", 10],
    ["10.0.0-beta.3", 10],
    ["npm:@sentry/node@^10.78.0", 10],
    ["npm:sentry-fork@9.0.0", 9],
    ["workspace:^10.0.0", 10],
    ["workspace:*", undefined],
    ["catalog:", undefined],
    ["catalog:sentry10", undefined],
    ["latest", undefined],
    ["*", undefined],
    ["", undefined],
    ["github:getsentry/sentry-javascript#10.0.0", undefined],
    ["https://localhost/sentry-node-10.22.0.tgz", 10],
    ["file:../vendor/sentry-node-LOCAL.tgz", undefined],
  ];
  it.each(ranges)("of the range %j", (range, major) => {
    expect(readMajor(range)).toBe(major);
  });
});
