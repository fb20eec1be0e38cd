import { exp } from "#engine/core/exp.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Isotonic } from "./fit-isotonic.ts";
import type { Platt } from "./fit-platt.ts";

/**
 * Scores through a fitted calibration: from what ranks to what can be promised.
 *
 * Check the result on further rows with `calibrationCurve` and the Brier score; the AUC must not have moved (Platt) or hardly (isotonic: ties).
 *
 * @param calibration  from `fitPlatt` or `fitIsotonic`
 * @param scores       finite, of the same kind as those it was fitted on, length m
 * @returns            probabilities, length m. Platt O(m), isotonic O(m log points)
 * @throws {EngineError} "wrong-type", "unsupported-version", "empty", "not-finite"
 * @example calibrate({ calibration: fitIsotonic({ scores: [1, 2], targets: [0, 1] }), scores: [0, 1.5, 9] }) // => [0, 0.5, 1]
 */
export function calibrate(options: {
  readonly calibration: Platt | Isotonic;
  readonly scores: ArrayLike<number>;
}): Float64Array {
  const functionName = "calibrate";
  const { calibration, scores } = requireOptions(functionName, options, ["calibration", "scores"]);
  requireFitted({ functionName, fitted: calibration, kinds: { platt: 1, isotonic: 1 } });
  requireSameLength(functionName, { scores });
  const values = parseNumbers({ functionName, name: "scores", values: scores });
  if (calibration.kind === "isotonic") {
    const places = Float64Array.from(calibration.scores);
    const heights = Float64Array.from(calibration.values);
    return values.map((value) => heightAt({ places, heights, value }));
  }
  const { slope, intercept } = calibration;
  return values.map((value) => 1 / (1 + exp(-(slope * value + intercept))));
}

/** On the straight line between the two points around the value; level beyond the ends. Binary search. */
function heightAt({
  places,
  heights,
  value,
}: {
  readonly places: Float64Array;
  readonly heights: Float64Array;
  readonly value: number;
}): number {
  let low = 0;
  let high = places.length - 1;
  if (value <= (places[low] ?? 0)) return heights[low] ?? 0;
  if (value >= (places[high] ?? 0)) return heights[high] ?? 0;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  const left = places[low] ?? 0;
  const bottom = heights[low] ?? 0;
  return bottom + (((heights[high] ?? 0) - bottom) * (value - left)) / ((places[high] ?? 0) - left);
}
