import { describe, expect, it } from "vitest";
import { readExpectedTrace } from "../../codemods/sink/index.ts";

const root = { id: "root", name: "GET /", op: "http.server", process: "web", origin: "auto", count: 1 };
const child = {
  ...root,
  id: "child",
  parent: "root",
  name: "select users",
  op: "db.query",
  origin: "manual",
};

describe("readExpectedTrace", () => {
  it("fills in that a span is ok and that nothing leaves the system", () => {
    expect(readExpectedTrace(text([root]))).toEqual({ spans: [{ ...root, status: "ok" }], deliveries: [] });
  });

  it.each([
    { what: "an id used twice", spans: [root, { ...child, id: "root" }], says: "the id root is used twice" },
    {
      what: "a parent after its child",
      spans: [child, root],
      says: "child: its parent root must come before it",
    },
    {
      what: "siblings that are alike",
      spans: [root, child, { ...child, id: "again" }],
      says: "again: a sibling",
    },
    { what: "an unknown key", spans: [{ ...root, parnet: "x" }], says: "parnet" },
    { what: "a missing op", spans: [{ ...root, op: undefined }], says: "op" },
    { what: "no span at all", spans: [], says: "spans" },
  ])("refuses $what", ({ spans, says }) => {
    expect(() => readExpectedTrace(text(spans))).toThrow(says);
  });

  it("refuses a delivery from a span that is not in the file", () => {
    const deliveries = [{ message: "done", parent: "gone", count: 1 }];
    expect(() => readExpectedTrace(JSON.stringify({ spans: [root], deliveries }))).toThrow(
      "delivery done: no span has the id gone",
    );
  });
});

function text(spans: readonly object[]): string {
  return JSON.stringify({ spans });
}
