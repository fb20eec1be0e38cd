import { EngineError } from "#engine/core/errors.ts";
import { draw } from "./figure-sink.ts";
import { figureNumbers, requireSameLength, words } from "./figure-values.ts";

export type BarOptions = {
  readonly title?: string;
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** One name a bar, at most 500. */
  readonly labels: ArrayLike<string | number | boolean>;
  readonly values: ArrayLike<number>;
};

/**
 * Draws a bar for each value.
 *
 * @throws {EngineError} "length-mismatch" when labels and values differ in length, "out-of-range" beyond 500 bars
 * @example bar({ labels: ["always fish", "the model"], values: [0.9, 0.65], yLabel: "accuracy" })
 */
export function bar({ title, xLabel, yLabel, labels, values }: BarOptions): void {
  const heights = figureNumbers("bar", "values", values);
  const categories = Array.from(labels ?? [], (label) => words(label));
  requireSameLength("bar", ["labels", categories], ["values", heights]);
  if (heights.length > 500) {
    throw new EngineError("out-of-range", `bar requires at most 500 bars, got ${heights.length}`, {
      function: "bar",
      argument: "values",
      got: heights.length,
    });
  }
  draw({ kind: "bar", title: words(title), xLabel: words(xLabel), yLabel: words(yLabel), categories, values: heights });
}
