import emails from "data/spam-scores.csv";
import { column, labels, numbers } from "siklus/data";
import { precision, recall, thresholdSweep } from "siklus/metrics";

const [actual, scores] = [labels(emails, "type", { positive: "spam" }), numbers(emails, "score")];
void column;
const sweep = thresholdSweep({ labels: actual, scores });
const at = (i: number) => ({ tp: sweep.tp[i]!, fp: sweep.fp[i]!, fn: sweep.fn[i]!, tn: sweep.tn[i]! });
const kept = [...sweep.thresholds.keys()].filter((i) => sweep.tp[i]! + sweep.fp[i]! > 0 && precision(at(i)) >= 0.97);
const lowest = sweep.thresholds[kept.at(-1)!]!;
export const threshold = Math.ceil(lowest * 100) / 100; // a little room for other e-mails

let [tp, fp, fn, tn] = [0, 0, 0, 0];
for (let i = 0; i < scores.length; i++) {
  if (scores[i]! >= threshold) actual[i] ? tp++ : fp++;
  else actual[i] ? fn++ : tn++;
}
export const promise = { precision: precision({ tp, fp, fn, tn }), recall: recall({ tp, fp, fn, tn }) };
