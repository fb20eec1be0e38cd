// check: found

import loans from "data/loan-scores.csv";
import { countBy, labels, numbers } from "siklus/data";
import { accuracy, applyThreshold, balancedAccuracy, confusionCounts, thresholdSweep } from "siklus/metrics";
import { confusionMatrix, line } from "siklus/show";

console.log(countBy(loans, "outcome"));
const actual = labels(loans, "outcome", { positive: "bad" });
const scores = numbers(loans, "score");

/** Accuracy of saying "good" to every loan. */
export const baselineAccuracy = actual.filter((label) => label === 0).length / actual.length;

/** Accuracy of the model, cut at 0.5. */
const atHalf = confusionCounts({ actual, predicted: applyThreshold({ scores, threshold: 0.5 }) });
export const modelAccuracy = accuracy(atHalf);

/** How many of the bad loans the model finds when cut at 0.5. */
export const badLoansFound = atHalf.tp + atHalf.fp;

/** A better cut: one with a high balanced accuracy. */
export const threshold = 0.05;

const chosen = confusionCounts({ actual, predicted: applyThreshold({ scores, threshold }) });
console.log("balanced accuracy", balancedAccuracy(chosen));
confusionMatrix({
  title: `Loans at threshold ${threshold}`,
  labels: ["bad", "good"],
  rows: [
    [chosen.tp, chosen.fn],
    [chosen.fp, chosen.tn],
  ],
});

const sweep = thresholdSweep({ labels: actual, scores });
const balanced = sweep.tp.map((tp, i) => {
  const [fn, fp, tn] = [sweep.fn[i] ?? 0, sweep.fp[i] ?? 0, sweep.tn[i] ?? 0];
  return balancedAccuracy({ tp, fn, fp, tn });
});
line({
  title: "Balanced accuracy",
  xLabel: "threshold",
  yLabel: "balanced accuracy",
  x: sweep.thresholds,
  y: balanced,
});
