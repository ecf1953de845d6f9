import { describe, expect, it } from "vitest";
import { measureText, renderTable } from "../../codemods/report/table.ts";

describe("renderTable", () => {
  it("aligns columns and leaves no space at the end of a line", () => {
    const rows = [
      ["src/pay.ts:12", "wrap", "charge"],
      ["src/a.ts:3", "continue", ""],
      ["src/b.ts:104", "edit"],
    ];
    expect(renderTable(rows)).toBe(
      ["src/pay.ts:12  wrap      charge", "src/a.ts:3     continue", "src/b.ts:104   edit"].join("\n"),
    );
  });

  it("takes a header into account", () => {
    expect(renderTable([["a", "1"]], ["path", "sites"])).toBe("path  sites\na     1");
  });

  it("leaves out a column that is empty in every row, with its title", () => {
    const rows = [
      ["a", "", "1"],
      ["b", "", "2"],
    ];
    expect(renderTable(rows)).toBe("a  1\nb  2");
    expect(renderTable(rows, ["path", "note", "line"])).toBe("path  line\na     1\nb     2");
  });

  it("is empty without rows", () => {
    expect(renderTable([])).toBe("");
    expect(renderTable([], ["path"])).toBe("");
  });

  it("aligns by what a terminal shows", () => {
    const rows = [
      ["日本語.ts", "1"],
      ["cafe\u0301.ts", "2"],
      ["🚀.ts", "3"],
      ["plain-name.ts", "4"],
    ];
    expect(renderTable(rows).split("\n")).toEqual([
      "日本語.ts      1",
      "cafe\u0301.ts        2",
      "🚀.ts          3",
      "plain-name.ts  4",
    ]);
  });

  it("keeps a row on its line, whatever a name holds", () => {
    expect(renderTable([["a\nb\u001b[2J\u009b.ts", "1"]])).toBe("a␊b␛[2J\uFFFD.ts  1");
  });
});

describe("measureText", () => {
  const widths: readonly [string, number][] = [
    ["", 0],
    ["abc", 3],
    ["é", 1],
    ["e\u0301", 1],
    ["한글", 4],
    ["ｆｕｌｌ", 8],
    ["👩‍👩‍👧", 2],
    ["❤️", 2],
    ["✓ → …", 5],
    ["a\u200Bb", 2],
  ];
  it.each(widths)("of %j is %j", (text, width) => {
    expect(measureText(text)).toBe(width);
  });
});
