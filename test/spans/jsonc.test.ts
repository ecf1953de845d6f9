import { expect, test } from "vitest";
import { parseJsonc } from "../../spans/jsonc.ts";

test("comments and trailing commas are read over, in strings they are text", () => {
  expect(parseJsonc('\uFEFF{ // note\n "a": "// not a comment, ]", /* b */ "c": [1, 2,],\n}')).toEqual({
    kind: "parsed",
    value: { a: "// not a comment, ]", c: [1, 2] },
  });
});

test("an error has the line of the file", () => {
  expect(parseJsonc('{\n  /* two\n lines */\n  "a": tru\n}')).toMatchObject({ kind: "invalid", line: 4 });
});
