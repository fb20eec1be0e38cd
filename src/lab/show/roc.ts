import { draw } from "./figure-sink.ts";
import { figureNumbers, requireSameLength, thin, words } from "./figure-values.ts";

export type RocToShow = {
  readonly falsePositiveRate: ArrayLike<number>;
  readonly truePositiveRate: ArrayLike<number>;
  readonly thresholds?: ArrayLike<number>;
  /** Written beside the curve when given. */
  readonly auc?: number;
  readonly title?: string;
};

/**
 * Draws a ROC curve with the diagonal of chance. Takes the result of `rocCurve` of siklus/metrics as it is.
 *
 * @throws {EngineError} "length-mismatch" when the two rates differ in length
 * @example
 * const answers = { labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] };
 * roc({ ...rocCurve(answers), auc: rocAuc(answers) });
 */
export function roc({ falsePositiveRate, truePositiveRate, auc, title }: RocToShow): void {
  const x = figureNumbers("roc", "falsePositiveRate", falsePositiveRate);
  const y = figureNumbers("roc", "truePositiveRate", truePositiveRate);
  requireSameLength("roc", ["falsePositiveRate", x], ["truePositiveRate", y]);
  draw({
    kind: "roc",
    title: words(title),
    falsePositiveRate: thin(x),
    truePositiveRate: thin(y),
    auc: typeof auc === "number" && Number.isFinite(auc) ? auc : null,
    ...(x.length > thin(x).length ? { sampledFrom: x.length } : {}),
  });
}
