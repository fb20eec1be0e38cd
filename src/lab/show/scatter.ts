import { draw } from "./figure-sink.ts";
import { type SeriesOptions, seriesFigure } from "./series.ts";

/**
 * Draws points. Of more than 4 000 an even sample is drawn.
 *
 * @throws {EngineError} "length-mismatch" when x and y differ in length, "wrong-type" when they hold no numbers
 * @example scatter({ x: [60, 90, 120], y: [110_000, 150_000, 210_000], xLabel: "living area (m²)", yLabel: "price (USD)" })
 * @example scatter({ series: [{ name: "fish", x: [1, 2], y: [3, 4] }, { name: "not fish", x: [2, 3], y: [1, 1] }] })
 */
export function scatter(options: SeriesOptions): void {
  draw({ kind: "scatter", ...seriesFigure("scatter", options) });
}
