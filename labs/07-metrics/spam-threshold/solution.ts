import emails from "data/spam-scores.csv";
import { labels, numbers } from "siklus/data";
import { applyThreshold, confusionCounts, precision, recall, thresholdSweep } from "siklus/metrics";
import { line } from "siklus/show";

const actual = labels(emails, "type", { positive: "spam" });
const scores = numbers(emails, "score");

/** From this score on, an e-mail goes to the spam folder. */
export const threshold = 0.85;

const counts = confusionCounts({ actual, predicted: applyThreshold({ scores, threshold }) });
console.log(threshold, counts);

/** What the users of the mail service get at this threshold. */
export const promise = { precision: precision(counts), recall: recall(counts) };

// Precision and recall at every threshold there is.
const sweep = thresholdSweep({ labels: actual, scores });
line({
  title: "Spam filter",
  xLabel: "threshold",
  yLabel: "share",
  series: [
    { name: "precision", x: sweep.thresholds, y: sweep.tp.map((tp, i) => tp / (tp + (sweep.fp[i] ?? 0))) },
    { name: "recall", x: sweep.thresholds, y: sweep.tp.map((tp, i) => tp / (tp + (sweep.fn[i] ?? 0))) },
  ],
});
