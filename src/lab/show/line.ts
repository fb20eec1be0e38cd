import { draw } from "./figure-sink.ts";
import { type SeriesOptions, seriesFigure } from "./series.ts";

/**
 * Draws one or more lines. A missing value (NaN or null) leaves a gap; of more than 4 000 points an even sample is drawn.
 *
 * @throws {EngineError} "length-mismatch" when x and y differ in length, "wrong-type" when they hold no numbers
 * @example line({ y: [3, 1, 2], title: "Loss by step", xLabel: "step", yLabel: "loss" })
 * @example
 * const x = [0.2, 0.5, 0.8];
 * line({ series: [{ name: "precision", x, y: [0.5, 0.7, 0.9] }, { name: "recall", x, y: [0.9, 0.7, 0.4] }] });
 */
export function line(options: SeriesOptions): void {
  draw({ kind: "line", ...seriesFigure("line", options) });
}
