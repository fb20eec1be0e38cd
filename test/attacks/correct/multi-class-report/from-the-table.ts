import jobs from "data/hpc-scores.csv";
import { strings } from "siklus/data";

const total = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);
const share = (part: number, whole: number) => (whole ? part / whole : 0);

class Report {
  readonly rows: readonly (readonly number[])[];
  constructor(rows: readonly (readonly number[])[]) {
    this.rows = rows;
  }
  recalls() {
    return this.rows.map((row, i) => share(row[i] ?? 0, total(row)));
  }
  mean(weights: readonly number[]) {
    return total(this.recalls().map((r, i) => r * weights[i]!)) / total(weights);
  }
}

export function classRecalls(rows: number[][]) {
  return new Report(rows).recalls();
}
export function macroRecall(rows: number[][]) {
  return new Report(rows).mean(rows.map(() => 1));
}
export function weightedRecall(rows: number[][]) {
  return new Report(rows).mean(rows.map(total));
}

const seen = new Map<string, { found: number; all: number }>();
const predicted = strings(jobs, "pred");
strings(jobs, "obs").forEach((actual, i) => {
  const entry = seen.get(String(actual)) ?? { found: 0, all: 0 };
  seen.set(String(actual), { found: entry.found + Number(predicted[i] === actual), all: entry.all + 1 });
});
export const neglected = [...seen].sort(([, a], [, b]) => a.found / a.all - b.found / b.all)[0]![0];
