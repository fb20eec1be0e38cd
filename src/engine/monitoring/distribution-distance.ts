import type { ColumnStatistics, NumberStatistics, TextStatistics } from "./table-statistics.ts";

/**
 * How far two columns lie apart, from their statistics alone: Model Monitor's L-infinity distance.
 *
 * For numbers the largest gap between the distribution functions of the sketches, which is the KS statistic where the
 * sketch holds the whole column, and within 1/(sketch size − 1) of it otherwise; for text the largest difference of one
 * value's share. "Robust" takes off 1.8 √((n + m)/(n × m)), and is never below 0.
 *
 * @returns in [0, 1]; none when the columns differ in type or one has no value
 * @source  Deequ, Distance.scala (linfSimple and linfRobust)
 */
export function distributionDistance({
  baseline,
  current,
  method,
}: {
  readonly baseline: ColumnStatistics;
  readonly current: ColumnStatistics;
  readonly method: "Simple" | "Robust";
}): number | undefined {
  if (baseline.present === 0 || current.present === 0) return undefined;
  const simple = simpleDistance(baseline, current);
  if (simple === undefined || method === "Simple") return simple;
  const { present: n } = baseline;
  const { present: m } = current;
  return Math.max(0, simple - 1.8 * Math.sqrt((n + m) / (n * m)));
}

function simpleDistance(baseline: ColumnStatistics, current: ColumnStatistics): number | undefined {
  if (baseline.type === "number" && current.type === "number") {
    return baseline.numbers === null || current.numbers === null
      ? undefined
      : largestGap(baseline.numbers, current.numbers);
  }
  if (baseline.type !== "text" || current.type !== "text") return undefined;
  return largestShareDifference({ column: baseline, texts: baseline.texts }, { column: current, texts: current.texts });
}

function largestGap({ sketch: first }: NumberStatistics, { sketch: second }: NumberStatistics): number {
  const m = first.length;
  const n = second.length;
  let widest = 0;
  let i = 0;
  let j = 0;
  while (i < m && j < n) {
    const value = Math.min(first[i] as number, second[j] as number); // both inside
    while (i < m && first[i] === value) i++;
    while (j < n && second[j] === value) j++;
    widest = Math.max(widest, Math.abs(i * n - j * m));
  }
  return widest / (m * n);
}

type Texts = { readonly column: ColumnStatistics; readonly texts: TextStatistics };

function largestShareDifference(first: Texts, second: Texts): number {
  const shares = ({ column: { present }, texts }: Texts): ReadonlyMap<string, number> =>
    new Map(texts.values.map(({ value, count }) => [value, count / present]));
  const before = shares(first);
  const after = shares(second);
  let widest = 0;
  for (const value of new Set([...before.keys(), ...after.keys()])) {
    widest = Math.max(widest, Math.abs((before.get(value) ?? 0) - (after.get(value) ?? 0)));
  }
  return widest;
}
