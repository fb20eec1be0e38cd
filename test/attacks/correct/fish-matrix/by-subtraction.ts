/// <reference path="../../../../src/lab/doors/data-files.d.ts" />
import pictures from "data/fish.csv";
import { strings } from "siklus/data";

class Outcomes {
  #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }
}

export function countOutcomes(actual: (string | null)[], predicted: (string | null)[]) {
  const outcomes = new Outcomes();
  actual.forEach((truth, i) => {
    if (truth === "fish") outcomes.add("fish");
    if (predicted[i] === "fish") outcomes.add("said");
    if (truth === "fish" && predicted[i] === "fish") outcomes.add("both");
  });
  const tp = outcomes.of("both");
  const fn = outcomes.of("fish") - tp;
  const fp = outcomes.of("said") - tp;
  return { tn: actual.length - tp - fn - fp, fn, fp, tp, total: actual.length };
}

const rows = strings(pictures, "actual").length;
console.log(`${rows} pictures`);
