import { describe, expect, test } from "vitest";
import { subtractDiagnostics, type SeenDiagnostic } from "../../codemods/types/subtract-diagnostics.ts";

const shifted = (by: number) => (offset: number) => (offset < by ? undefined : offset - by);
const diagnostic = (message: string, start = 10, code = 2322): SeenDiagnostic => ({
  code,
  message,
  start,
  length: 3,
});

describe("subtractDiagnostics", () => {
  test("equal after the start is mapped back", () => {
    expect(subtractDiagnostics([diagnostic("a", 15)], [diagnostic("a", 10)], shifted(5))).toEqual([]);
    expect(subtractDiagnostics([diagnostic("a", 16)], [diagnostic("a", 10)], shifted(5))).toEqual([
      { ...diagnostic("a", 16), originalStart: 11 },
    ]);
  });

  test("each one before accounts for one after", () => {
    const twice = [diagnostic("a", 15), diagnostic("a", 15)];
    expect(subtractDiagnostics(twice, [diagnostic("a")], shifted(5))).toHaveLength(1);
    expect(subtractDiagnostics(twice, [diagnostic("a"), diagnostic("a")], shifted(5))).toEqual([]);
  });

  test("inside inserted text nothing is old", () => {
    expect(subtractDiagnostics([diagnostic("a", 2)], [diagnostic("a", 2)], shifted(5))).toHaveLength(1);
  });

  test("code and message count", () => {
    const before = [diagnostic("Type 'A' is not assignable to type 'B'.")];
    const same = (offset: number) => offset;
    expect(
      subtractDiagnostics([diagnostic("Type 'A' is not assignable to type 'C'.")], before, same),
    ).toHaveLength(1);
    expect(
      subtractDiagnostics([diagnostic("Type 'A' is not assignable to type 'B'.", 10, 2345)], before, same),
    ).toHaveLength(1);
  });

  test("the order of a union does not count, nor what a cut message still shows", () => {
    const same = (offset: number) => offset;
    const union = (members: string) => diagnostic(`Type '${members}' is not assignable to type 'string'.`);
    expect(
      subtractDiagnostics([union("number | Date | undefined")], [union("undefined | Date | number")], same),
    ).toEqual([]);
    expect(
      subtractDiagnostics([union("A | B | ... 5 more ... | Z")], [union("B | C | ... 5 more ... | Y")], same),
    ).toEqual([]);
    expect(subtractDiagnostics([union("number | Date")], [union("number | Blob")], same)).toHaveLength(1);
  });
});
