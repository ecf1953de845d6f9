import type { Cost } from "./measure.ts";

/** All runs of one contestant, by the round they were in. */
export interface Row {
  readonly name: string;
  readonly costs: ReadonlyMap<number, Cost>;
  readonly wraps: number | undefined;
}

/** A number that is wanted, and the one that came out. */
export interface Goal {
  readonly text: string;
  readonly isMet: boolean;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error("no run to take the median of");
  return (low + high) / 2;
}

/** How many times longer `row` takes than `other`: the median over the rounds that have both, which a busy machine slows alike. */
export function ratio(row: Row, other: Row): number {
  const ratios = [...row.costs].flatMap(([round, { seconds }]) => {
    const base = other.costs.get(round)?.seconds;
    return base === undefined ? [] : [seconds / base];
  });
  return median(ratios);
}

/** The comparison as a Markdown table; ratios are to the first row and to the second. */
export function renderTable(rows: readonly Row[]): string {
  const [read, floor] = rows;
  if (read === undefined || floor === undefined) return "";
  const lines = rows.map((row) => {
    const costs = [...row.costs.values()];
    const cells = [
      row.name,
      `${median(costs.map(({ seconds }) => seconds)).toFixed(2)} s`,
      `${median(costs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2)} s`,
      `${median(costs.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
      ratio(row, read).toFixed(1),
      ratio(row, floor).toFixed(2),
      row.wraps ?? "",
      costs.length,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| run | wall | CPU | peak memory | x read | x floor | wraps | runs |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...lines,
  ].join("\n");
}

/** @param usual - jscodeshift with a conventional transform; absent when it did not run. */
export function goalsOf({
  floor,
  plan,
  usual,
}: {
  readonly floor: Row;
  readonly plan: Row;
  readonly usual: Row | undefined;
}): Goal[] {
  const overFloor = ratio(plan, floor);
  const memory = median([...plan.costs.values()].map(({ megabytes }) => megabytes));
  const goals: Goal[] = [
    {
      text: `plan at most 1.25 x (read + gate + parse): ${overFloor.toFixed(2)} x`,
      isMet: overFloor <= 1.25,
    },
    { text: `plan at most 150 MB: ${memory.toFixed(0)} MB`, isMet: memory <= 150 },
  ];
  if (usual === undefined) return goals;
  const faster = ratio(usual, plan);
  return [
    ...goals,
    {
      text: `plan at least 70 x faster than the same wraps by jscodeshift: ${faster.toFixed(0)} x`,
      isMet: faster >= 70,
    },
  ];
}
