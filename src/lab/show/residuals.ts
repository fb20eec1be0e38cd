import { draw } from "./figure-sink.ts";
import { figureNumbers, requireSameLength, thin, words } from "./figure-values.ts";

export type ResidualsToShow = {
  readonly actual: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  readonly title?: string;
  readonly xLabel?: string;
  readonly yLabel?: string;
};

/**
 * Draws each row's residual (actual − predicted) over its prediction, with the line of no error. A pattern in it is something
 * that the model has not learned.
 *
 * @throws {EngineError} "length-mismatch" when actual and predicted differ in length
 * @example residuals({ actual: [3, 5], predicted: [2.5, 5.5] })
 */
export function residuals({ actual, predicted, title, xLabel, yLabel }: ResidualsToShow): void {
  const truth = figureNumbers("residuals", "actual", actual);
  const x = figureNumbers("residuals", "predicted", predicted);
  requireSameLength("residuals", ["actual", truth], ["predicted", x]);
  const residual = truth.map((value, i) => value - (x[i] ?? Number.NaN));
  draw({
    kind: "residuals",
    title: words(title),
    xLabel: words(xLabel, "predicted"),
    yLabel: words(yLabel, "actual − predicted"),
    predicted: thin(x),
    residual: thin(residual),
    ...(x.length > thin(x).length ? { sampledFrom: x.length } : {}),
  });
}
