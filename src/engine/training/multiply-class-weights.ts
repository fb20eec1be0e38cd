import { EngineError } from "#engine/core/errors.ts";
import type { Label } from "#engine/metrics/label-codes.ts";

/** "balanced", or what a row of each class counts by the text of its label; a class that is not named counts 1. */
export type ClassWeights = "balanced" | Readonly<Record<string, number>>;

/**
 * Row weights multiplied by the weights of their classes. "balanced" makes every class weigh the same in total. O(n).
 *
 * @throws {EngineError} "unknown-label" when a named class has no row, "invalid-weight" when a weight is negative or not finite, "wrong-type"
 * @example multiplyClassWeights({ functionName: "fitForest", classes: ["a", "b"], codes: Int32Array.of(0, 1), weights: Float64Array.of(1, 1), classWeights: { b: 3 } }) // => [1, 3]
 */
export function multiplyClassWeights({
  functionName,
  classes,
  codes,
  weights,
  classWeights,
}: {
  readonly functionName: string;
  readonly classes: readonly Label[];
  readonly codes: Int32Array;
  readonly weights: Float64Array;
  readonly classWeights: ClassWeights;
}): Float64Array {
  const factors =
    classWeights === "balanced"
      ? balancedFactors({ classCount: classes.length, codes, weights })
      : namedFactors({ functionName, classes, classWeights });
  return weights.map((weight, row) => weight * (factors[codes[row] ?? 0] ?? 1));
}

function balancedFactors({
  classCount,
  codes,
  weights,
}: {
  readonly classCount: number;
  readonly codes: Int32Array;
  readonly weights: Float64Array;
}): Float64Array {
  const sums = new Float64Array(classCount);
  let total = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    const weight = weights[row] ?? 0;
    sums[code] = (sums[code] ?? 0) + weight;
    total += weight;
  }
  const present = sums.filter((sum) => sum > 0).length;
  return sums.map((sum) => (sum > 0 ? total / (present * sum) : 0));
}

function namedFactors({
  functionName,
  classes,
  classWeights,
}: {
  readonly functionName: string;
  readonly classes: readonly Label[];
  readonly classWeights: Readonly<Record<string, number>>;
}): Float64Array {
  if (typeof classWeights !== "object" || classWeights === null) {
    const got = classWeights === null ? "null" : JSON.stringify(classWeights);
    const text = `${functionName} requires classWeights to be "balanced" or one number for a class, got ${got}`;
    throw new EngineError("wrong-type", text, { function: functionName, argument: "classWeights", got });
  }
  const names = classes.map(String);
  for (const [name, weight] of Object.entries(classWeights)) {
    if (!names.includes(name)) {
      const text = `${functionName} requires classWeights for classes among the labels, got ${name}`;
      throw new EngineError("unknown-label", text, { function: functionName, got: name });
    }
    if (typeof weight !== "number" || !(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      const got = `${String(weight)} for ${name}`;
      const text = `${functionName} requires finite classWeights of 0 or more, got ${got}`;
      throw new EngineError("invalid-weight", text, { function: functionName, got });
    }
  }
  const given = new Map(Object.entries(classWeights));
  return Float64Array.from(names, (name) => given.get(name) ?? 1);
}
