import { expect, test } from "vitest";
import { goalsOf, median, ratio, renderTable, type Row } from "../../bench/summary.ts";

const row = (
  name: string,
  seconds: Readonly<Record<number, number>>,
  megabytes = 100,
  wraps?: number,
): Row => ({
  name,
  wraps,
  costs: new Map(
    Object.entries(seconds).map(([round, one]) => [
      Number(round),
      { seconds: one, cpuSeconds: one, megabytes, stdout: "" },
    ]),
  ),
});

test("the median of an even number lies between the two in the middle", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(() => median([])).toThrow("no run");
});

test("a ratio compares runs of the same round, so a busy round slows both", () => {
  expect(ratio(row("plan", { 0: 2, 1: 40, 2: 2 }), row("floor", { 0: 1, 1: 20, 2: 1 }))).toBe(2);
  expect(ratio(row("slow", { 1: 90 }), row("plan", { 0: 1, 1: 3 }))).toBe(30);
});

test("goals are met at their limit and not above it", () => {
  const floor = row("floor", { 0: 4 });
  const limits = { floor, plan: row("plan", { 0: 5 }, 150), usual: row("jscodeshift", { 0: 350 }) };
  expect(goalsOf(limits).map(({ isMet }) => isMet)).toEqual([true, true, true]);
  const beyond = { floor, plan: row("plan", { 0: 5.1 }, 151), usual: row("jscodeshift", { 0: 350 }) };
  expect(goalsOf(beyond).map(({ isMet }) => isMet)).toEqual([false, false, false]);
  expect(goalsOf({ ...limits, usual: undefined })).toHaveLength(2);
});

test("the table has a line for each contestant", () => {
  const table = renderTable([
    row("read", { 0: 1 }, 60),
    row("floor", { 0: 2 }),
    row("plan", { 0: 3 }, 99.6, 7),
  ]);
  expect(table.split("\n").slice(2)).toEqual([
    "| read | 1.00 s | 1.00 s | 60 MB | 1.0 | 0.50 |  | 1 |",
    "| floor | 2.00 s | 2.00 s | 100 MB | 2.0 | 1.00 |  | 1 |",
    "| plan | 3.00 s | 3.00 s | 100 MB | 3.0 | 1.50 | 7 | 1 |",
  ]);
});
