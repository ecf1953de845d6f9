import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generateDocs } from "../../scripts/generate-docs.ts";

// The helper texts have their own test, in test/helpers.
test("generated pages are as `npm run generate` writes them", async () => {
  for (const [path, text] of Object.entries(await generateDocs()))
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"), path).toBe(text);
});
