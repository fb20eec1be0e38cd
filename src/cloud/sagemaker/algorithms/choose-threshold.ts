import { rocAuc } from "#engine/metrics/roc-auc.ts";

type Scored = { readonly labels: ArrayLike<number>; readonly scores: readonly number[] };

/** The cut that serves `binary_classifier_model_selection_criteria` best on the rows given. */
export function chooseThreshold({
  labels,
  scores,
  given,
}: Scored & { readonly given: Readonly<Record<string, string>> }): number {
  const criteria = given["binary_classifier_model_selection_criteria"] ?? "accuracy";
  if (criteria === "loss_function") return 0.5;
  const recallWanted = Number(given["target_recall"] ?? 0.8);
  const precisionWanted = Number(given["target_precision"] ?? 0.8);
  const worth = (threshold: number): number => {
    const { accuracy, f1, precision, recall } = ratesAt({ labels, scores, threshold });
    if (criteria === "f_beta") return f1;
    if (criteria === "precision_at_target_recall") return recall >= recallWanted ? precision : -1;
    if (criteria === "recall_at_target_precision") return precision >= precisionWanted ? recall : -1;
    return accuracy;
  };
  const candidates = [0.5, ...Array.from({ length: 199 }, (_, at) => (at + 1) / 200)];
  let best = 0.5;
  for (const threshold of candidates) if (worth(threshold) > worth(best)) best = threshold;
  return best;
}

/** The metrics that Linear Learner writes for a binary classifier. */
export function judgeBinary(rows: Scored & { readonly threshold: number }): Readonly<Record<string, number>> {
  const { accuracy, f1, precision, recall } = ratesAt(rows);
  return {
    binary_classification_accuracy: accuracy,
    binary_f_beta: f1,
    precision,
    recall,
    roc_auc_score: rocAuc({ labels: rows.labels, scores: rows.scores, whenUndefined: 0.5 }),
  };
}

function ratesAt({ labels, scores, threshold }: Scored & { readonly threshold: number }) {
  let tp = 0;
  let fp = 0;
  let fn = 0;
  for (const [row, score] of scores.entries()) {
    const is = labels[row] === 1;
    if (score >= threshold) is ? tp++ : fp++;
    else if (is) fn++;
  }
  const over = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    accuracy: (scores.length - fp - fn) / scores.length,
    precision: over(tp, tp + fp),
    recall: over(tp, tp + fn),
    f1: over(2 * tp, 2 * tp + fp + fn),
  };
}
