import { EngineError } from "#engine/core/errors.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRecord } from "#engine/core/require-record.ts";

/** Two inputs that move together (towards 1) or against each other (towards −1). */
export type InputCorrelation<Name extends string> = {
  readonly between: readonly [Name, Name];
  readonly correlation: number;
};

/**
 * Turns independent standard normal numbers into correlated ones: the i-th is a sum of the first i + 1, weighted by row i of
 * the Cholesky factor of the correlation matrix. Undefined when there is nothing to correlate.
 */
export function correlate<Name extends string>({
  functionName,
  names,
  correlations,
}: {
  readonly functionName: string;
  readonly names: readonly Name[];
  readonly correlations: readonly InputCorrelation<Name>[];
}): ((normals: Float64Array, i: number) => number) | undefined {
  requireList({ functionName, name: "correlations", value: correlations });
  if (correlations.length === 0) return undefined;
  const size = names.length;
  const matrix = names.map((_, i) => Float64Array.from(names, (_name, j) => (i === j ? 1 : 0)));
  for (const pair of correlations) {
    requireRecord({ functionName, name: "correlation", value: pair });
    const value = requireNumber({ functionName, name: "correlation", value: pair.correlation, least: -1, most: 1 });
    const [i, j] = [0, 1].map((end) => names.indexOf(pair.between?.[end] as Name)) as [number, number]; // two ends
    const [row, column] = [matrix[i], matrix[j]];
    if (row === undefined || column === undefined || i === j) {
      const got = String(pair.between);
      throw new EngineError("out-of-range", `${functionName} requires correlations between two inputs, got ${got}`, {
        function: functionName,
        argument: "correlations",
        got,
      });
    }
    row[j] = value;
    column[i] = value;
  }
  const factor = matrix.map(() => new Float64Array(size));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (factor[i]?.[k] ?? 0) * (factor[j]?.[k] ?? 0);
      const row = factor[i] as Float64Array; // i < size
      if (i !== j) row[j] = divided({ functionName, rest, by: factor[j]?.[j] ?? 0 });
      // −1e-12: correlations of exactly 1 leave 0 but for rounding.
      else if (rest >= -1e-12) row[j] = Math.sqrt(Math.max(0, rest));
      else throw contradiction(functionName);
    }
  }
  return (normals, i) => {
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += (factor[i]?.[k] ?? 0) * (normals[k] ?? 0);
    return sum;
  };
}

function divided({
  functionName,
  rest,
  by,
}: {
  readonly functionName: string;
  readonly rest: number;
  readonly by: number;
}): number {
  if (by > 1e-9) return rest / by;
  if (Math.abs(rest) <= 1e-9) return 0;
  throw contradiction(functionName);
}

function contradiction(functionName: string): EngineError {
  const text = "correlations that can hold together, got a matrix that is not positive definite";
  return new EngineError("singular-matrix", `${functionName} requires ${text}`, { function: functionName });
}
