import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { canMatchUrl } from "../../spans/propagation/reach.ts";
import { samplePattern } from "../../spans/propagation/sample-pattern.ts";

const child = fileURLToPath(new URL("sdk-child.mjs", import.meta.url));

/** Which of some requests carry a trace header, in a process of its own. */
async function carried(sdk: string, targets: string, paths: readonly string[]): Promise<boolean[]> {
  const input = JSON.stringify({ sdk, targets, paths });
  const { stdout } = await promisify(execFile)(process.execPath, [child, input]);
  return JSON.parse(stdout) as boolean[];
}

describe.each(["sentry-node-9", "sentry-node-10", "@sentry/node"])("with %s", (sdk) => {
  test("an expression that ends behind the port sends nothing; with an open end it does", async () => {
    const paths = ["/", "/items", "/items?page=2"];
    expect(await carried(sdk, "[/^https?:\\/\\/localhost:\\d+$/, /^\\/items/]", paths)).toEqual([
      false,
      false,
      false,
    ]);
    expect(await carried(sdk, "[/^https?:\\/\\/localhost:\\d+(?:[/?#]|$)/]", paths)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("without a list everything is sent, as with one for everything", async () => {
    expect(await carried(sdk, "undefined", ["/items"])).toEqual([true]);
    expect(await carried(sdk, "[/.*/]", ["/items"])).toEqual([true]);
    expect(await carried(sdk, "['localhost']", ["/items"])).toEqual([true]);
  });
});

/** Patterns, and whether a URL can match: on a server, and in a browser, where paths of the own origin count. */
const patterns: readonly (readonly [
  pattern: string,
  server: boolean | undefined,
  browser: boolean | undefined,
])[] = [
  ["^https?:\\/\\/localhost:\\d+$", false, false],
  ["^https?:\\/\\/localhost:\\d+\\/", true, true],
  ["^https?:\\/\\/localhost:\\d+(?:[/?#]|$)", true, true],
  ["^https:\\/\\/(?:api|www)\\.shop\\.app$", false, false],
  ["^https:\\/\\/(?:api|www)\\.shop\\.app", true, true],
  ["^https?:\\/\\/.*\\.railway\\.app", true, true],
  ["^https:\\/\\/[\\w-]{3,}\\.shop\\.app(:\\d+)?\\/$", true, true],
  ["localhost:3000$", false, false],
  ["localhost", true, true],
  ["^localhost", false, false],
  ["^\\/api\\/", false, true],
  ["^\\/v\\d+\\/$", false, true],
  ["\\/api\\/v\\d+$", true, true],
  ["shop\\.app\\/$", true, true],
  ["^wss?:\\/\\/broker", false, false],
  ["^HTTPS:\\/\\/", false, false],
  ["^https:\\/\\/(?!cdn)", undefined, undefined],
  ["(a)\\1", undefined, undefined],
  [".*", true, true],
  ["", true, true],
];

test.each(patterns)("/%s/ can match on a server: %o, in a browser: %o", (pattern, server, browser) => {
  expect(canMatchUrl(pattern, "", "url")).toBe(server);
  expect(canMatchUrl(pattern, "", "url-or-path")).toBe(browser);
});

test("samples hold each branch and each optional part", () => {
  expect(samplePattern("^https?:\\/\\/(?:a|b\\.c)[.:]\\d{2}$")).toEqual([
    "http://a.11",
    "http://b.c.11",
    "https://a.11",
    "https://b.c.11",
  ]);
});
