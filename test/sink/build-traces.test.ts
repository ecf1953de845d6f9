import { describe, expect, it } from "vitest";
import { buildTraces, type SpanNode } from "../../codemods/sink/index.ts";
import { span } from "./span.ts";

describe("buildTraces", () => {
  it("nests children under their parent, in order of start", () => {
    const [trace] = buildTraces([
      span("late", { under: "root", start: 9 }),
      span("inner", { under: "early", start: 3 }),
      span("early", { under: "root", start: 2 }),
      span("root", { start: 1 }),
    ]);

    expect(trace?.roots.map(show)).toEqual(["root(early(inner),late)"]);
  });

  it("keeps traces apart, also when span ids are the same", () => {
    const traces = buildTraces([
      span("root", { traceId: "t2", start: 5 }),
      span("root", { traceId: "t1", start: 1 }),
      span("child", { traceId: "t2", under: "root", start: 6 }),
    ]);

    expect(traces.map(({ traceId, roots }) => [traceId, roots.map(show)])).toEqual([
      ["t1", ["root"]],
      ["t2", ["root(child)"]],
    ]);
  });

  it("keeps a span whose parent was not received, as a root that says so", () => {
    const [trace] = buildTraces([span("orphan", { under: "gone" }), span("below", { under: "orphan" })]);

    expect(trace?.roots.map((root) => [show(root), root.isOrphan])).toEqual([["orphan(below)", true]]);
    expect(trace?.roots[0]?.children[0]?.isOrphan).toBe(false);
  });

  it("loses no span to a ring, and repeats none", () => {
    const [trace] = buildTraces([
      span("a", { under: "b", start: 1 }),
      span("b", { under: "a", start: 2 }),
      span("self", { under: "self", start: 3 }),
    ]);

    expect(trace?.roots.map(show)).toEqual(["a(b)", "self"]);
  });

  it("shows two spans with the same id twice, and their child once", () => {
    const [trace] = buildTraces([
      span("twin", { name: "first", start: 1 }),
      span("twin", { name: "second", start: 2 }),
      span("child", { under: "twin", start: 3 }),
    ]);

    expect(trace?.roots.map(show)).toEqual(["first(child)", "second"]);
  });
});

function show({ span: { name }, children }: SpanNode): string {
  return children.length === 0 ? name : `${name}(${children.map(show).join(",")})`;
}
