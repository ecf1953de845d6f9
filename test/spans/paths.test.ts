import { describe, expect, it } from "vitest";
import { matchesPath, pathBetween, resolvePath } from "../../spans/paths.ts";

describe("whether a path is meant", () => {
  const cases: readonly [string, string | undefined, boolean][] = [
    ["src/a.ts", undefined, true],
    ["src/a.ts", "src/a.ts", true],
    ["src/a.ts", "src", true],
    ["src/a.ts", "src/", true],
    ["source/a.ts", "src", false],
    ["src/deep/er/a.ts", "src/**/a.ts", true],
    ["src/a.ts", "src/**/a.ts", true],
    ["src/a.ts", "src/*.ts", true],
    ["src/deep/a.ts", "src/*.ts", false],
    ["src/a.test.ts", "**/*.{test,spec}.*", true],
    ["a.spec.tsx", "**/*.{test,spec}.*", true],
    ["src/attest.ts", "**/*.{test,spec}.*", false],
    ["lib/__tests__/a.ts", "**/__tests__/**", true],
    ["app/(shop)/[id]/route.ts", "app/(shop)/[id]/*.ts", true],
    ["app/i/route.ts", "app/[id]/*.ts", false],
    ["src/a1.ts", "src/a?.{ts,mts}", true],
    ["src/a.ts", "src/a?.{ts,mts}", false],
  ];
  it.each(cases)("%s by %s: %s", (path, pattern, expected) => {
    expect(matchesPath(path, pattern)).toBe(expected);
  });
});

describe("absolute paths", () => {
  it("are resolved as node does", () => {
    expect(resolvePath("/srv/app", "src/../a.ts")).toBe("/srv/app/a.ts");
    expect(resolvePath("/srv/app", "../../a.ts")).toBe("/a.ts");
    expect(resolvePath("/srv/app", "/b/./c.ts")).toBe("/b/c.ts");
    expect(resolvePath("D:/app", "a.ts")).toBe("D:/app/a.ts");
    expect(resolvePath("/srv", "D:/a.ts")).toBe("D:/a.ts");
  });

  it("have a way between them", () => {
    expect(pathBetween("/srv/app", "/srv/app")).toBe("");
    expect(pathBetween("/srv/app", "/srv/app/api")).toBe("api");
    expect(pathBetween("/srv/app/web", "/srv")).toBe("../..");
    expect(pathBetween("/srv/app", "/srv/lib/a")).toBe("../lib/a");
  });
});
