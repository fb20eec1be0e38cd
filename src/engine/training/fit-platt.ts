import { EngineError } from "#engine/core/errors.ts";
import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";

/** A sigmoid from scores to probabilities: 1 / (1 + e^−(slope × score + intercept)). */
export type Platt = {
  readonly kind: "platt";
  readonly version: 1;
  readonly slope: number;
  readonly intercept: number;
  readonly converged: boolean;
};

/**
 * Platt scaling: the sigmoid that turns scores into the probabilities that outcomes bear out.
 *
 * Margins, votes and sums of trees rank well and mean nothing as percentages. Two numbers, slope and intercept, are fitted by maximum
 * likelihood, as a logistic regression on the score alone. Because the extreme scores of a small sample are all of one class, the
 * targets are not 1 and 0 but (P + 1) / (P + 2) and 1 / (N + 2), for P positives and N negatives (Platt's correction): nobody has seen
 * enough to promise 100 %. Fit it on rows that the model has not seen. With thousands of rows `fitIsotonic` follows any shape.
 *
 * @param labels   0 or 1, both present, length n
 * @param scores   finite, length n; margins or log odds suit better than probabilities
 * @param weights  0 or more, length n; left out = 1 each
 * @returns        for `calibrate`. O(iterations × n)
 * @throws {EngineError} "single-class", "empty", "length-mismatch", "invalid-label", "not-finite", "wrong-type", "invalid-weight"
 * @example
 * const calibration = fitPlatt({ labels: [0, 0, 1, 1], scores: [-1, -1, 1, 1] });
 * calibrate({ calibration, scores: [-1, 0, 1] }) // => [0.25, 0.5, 0.75]
 * @source  Platt 1999; Newton's method as Lin, Lin & Weng 2007; agrees with sklearn's sigmoid calibration. With weights, P and N are sums of
 *          weights (scikit-learn 1.2 counts rows), so that a weight of 2 is the row standing there twice
 */
export function fitPlatt(options: {
  readonly labels: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}): Platt {
  const functionName = "fitPlatt";
  const { labels, scores, weights } = requireOptions(functionName, options, ["labels", "scores", "weights"]);
  const rowCount = requireSameLength(functionName, { labels, scores });
  const classes = parseBinaryLabels({ functionName, labels });
  const values = parseNumbers({ functionName, name: "scores", values: scores });
  requireSquarable({ functionName, values, names: ["scores"] });
  const counts =
    weights === undefined ? new Float64Array(rowCount).fill(1) : parseWeights({ functionName, weights, rowCount });
  let positives = 0;
  let negatives = 0;
  for (let row = 0; row < rowCount; row++) {
    if (classes[row] === 1) positives += counts[row] ?? 0;
    else negatives += counts[row] ?? 0;
  }
  if (positives === 0 || negatives === 0) {
    const text = `${functionName} requires both classes, got ${positives} positive and ${negatives} negative`;
    throw new EngineError("single-class", text, { function: functionName, positives, negatives });
  }
  const targets = Float64Array.from(classes, (label) =>
    label === 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  );
  // Scores of any size look alike to Newton's method once they are centered and scaled.
  const center = values.reduce((sum, value) => sum + value, 0) / rowCount;
  const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / rowCount) || 1;
  const places = values.map((value) => (value - center) / scale);
  const level = log((positives + 1) / (negatives + 1));
  const found = climb({ places, targets, counts, level });
  return {
    kind: "platt",
    version: 1,
    slope: found.slope / scale,
    intercept: found.level - (found.slope * center) / scale,
    converged: found.converged,
  };
}

type Sigmoid = { readonly slope: number; readonly level: number };
type Sample = { readonly places: Float64Array; readonly targets: Float64Array; readonly counts: Float64Array };

/** Newton's method with two unknowns; the step is halved until the loss falls. */
function climb({ level, ...sample }: Sample & { readonly level: number }): Sigmoid & { readonly converged: boolean } {
  let at: Sigmoid = { slope: 0, level };
  let now = lossAt(at, sample);
  for (let iteration = 0; iteration < 100; iteration++) {
    // A sliver on the diagonal, for scores that are all equal.
    const a = now.curvature[0] + 1e-12;
    const b = now.curvature[1];
    const c = now.curvature[2] + 1e-12;
    const determinant = a * c - b * b;
    const slopeStep = (c * now.slopes[0] - b * now.slopes[1]) / determinant;
    const levelStep = (a * now.slopes[1] - b * now.slopes[0]) / determinant;
    const promise = now.slopes[0] * slopeStep + now.slopes[1] * levelStep;
    if (promise <= 1e-20 * Math.max(1, now.loss)) return { ...at, converged: true };
    let size = 1;
    let next = now;
    let place = at;
    for (; size > 1e-10; size /= 2) {
      place = { slope: at.slope - size * slopeStep, level: at.level - size * levelStep };
      next = lossAt(place, sample);
      if (next.loss <= now.loss - 1e-4 * size * promise) break;
    }
    // The loss no longer tells better from worse: this is the bottom, to rounding.
    if (size <= 1e-10) return { ...at, converged: true };
    at = place;
    now = next;
  }
  return { ...at, converged: false };
}

function lossAt({ slope, level }: Sigmoid, { places, targets, counts }: Sample) {
  let loss = 0;
  const slopes: [number, number] = [0, 0];
  const curvature: [number, number, number] = [0, 0, 0];
  for (let row = 0; row < places.length; row++) {
    const place = places[row] ?? 0;
    const target = targets[row] ?? 0;
    const count = counts[row] ?? 0;
    const z = slope * place + level;
    const small = exp(-Math.abs(z));
    const probability = (z > 0 ? 1 : small) / (1 + small);
    loss += count * (log(1 + small) + Math.max(z, 0) - target * z);
    const miss = count * (probability - target);
    const bend = (count * small) / ((1 + small) * (1 + small));
    slopes[0] += miss * place;
    slopes[1] += miss;
    curvature[0] += bend * place * place;
    curvature[1] += bend * place;
    curvature[2] += bend;
  }
  return { loss, slopes, curvature };
}
