import loans from "data/loan-scores.csv";
import { labels, numbers } from "siklus/data";
import { accuracy, applyThreshold, balancedAccuracy, confusionCounts } from "siklus/metrics";

const actual = labels(loans, "outcome", { positive: "bad" });
const scores = numbers(loans, "score");
const cut = (threshold: number) => confusionCounts({ actual, predicted: applyThreshold({ scores, threshold }) });
const never = cut(2);
export const baselineAccuracy = accuracy(never);
export const { modelAccuracy, badLoansFound } = (({ tp, fp, fn, tn }) => ({
  modelAccuracy: (tp + tn) / (tp + fp + fn + tn),
  badLoansFound: tp,
}))(cut(0.5));
const tries = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
export const threshold = tries.reduce(
  (best, t) => (balancedAccuracy(cut(t)) > balancedAccuracy(cut(best)) ? t : best),
  0.05,
);
