import { draw } from "./figure-sink.ts";
import { type SeriesOptions, seriesFigure } from "./series.ts";

/**
 * Draws one or more lines. A missing value (NaN or null) leaves a gap; of more than 4 000 points an even sample is drawn.
 *
 * @throws {EngineError} "length-mismatch" when x and y differ in length, "wrong-type" when they hold no numbers
 * @example line({ y: [3, 1, 2], title: "Loss by step", xLabel: "step", yLabel: "loss" })
 * @example line({ series: [{ name: "precision", x: thresholds, y: precisions }, { name: "recall", x: thresholds, y: recalls }] })
 */
export function line(options: SeriesOptions): void {
  draw({ kind: "line", ...seriesFigure("line", options) });
}
