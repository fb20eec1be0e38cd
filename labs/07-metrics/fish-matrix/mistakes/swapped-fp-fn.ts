// check: each-box

import pictures from "data/fish.csv";
import { strings } from "siklus/data";
import { confusionMatrix } from "siklus/show";

/** The four outcomes of a yes/no model. */
type Outcomes = { tp: number; fp: number; fn: number; tn: number };

export function countOutcomes(actual: (string | null)[], predicted: (string | null)[]): Outcomes {
  const outcomes = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (let i = 0; i < actual.length; i++) {
    const isFish = actual[i] === "fish";
    const saysFish = predicted[i] === "fish";
    if (isFish && saysFish) outcomes.tp++;
    else if (isFish) outcomes.fp++;
    else if (saysFish) outcomes.fn++;
    else outcomes.tn++;
  }
  return outcomes;
}

const outcomes = countOutcomes(strings(pictures, "actual"), strings(pictures, "predicted"));
console.log(outcomes);
confusionMatrix({
  labels: ["fish", "not fish"],
  rows: [
    [outcomes.tp, outcomes.fn],
    [outcomes.fp, outcomes.tn],
  ],
});
