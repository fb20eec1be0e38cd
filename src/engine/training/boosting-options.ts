import { EngineError } from "#engine/core/errors.ts";
import { parseMatrix } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import type { BoostingRun } from "./boosting-run.ts";
import type { BoostingOptions } from "./fit-boosting.ts";
import { type ClassAnswers, parseTreeRows, type TreeRows, type ValueAnswers } from "./tree-rows.ts";

type Options = BoostingOptions<ClassAnswers> | BoostingOptions<ValueAnswers>;

/** All that `boost` needs, checked. */
export function parseBoostingOptions(functionName: string, options: Options): BoostingRun {
  const { growth = "leaf-wise", validation, rng, subsample = 1 } = options;
  requireOneOf({ functionName, name: "growth", value: growth, options: ["leaf-wise", "depth-wise"] });
  const number = (name: string, value: number, least: number, most?: number): number => {
    return requireNumber({ functionName, name, value, least, ...(most === undefined ? {} : { most }) });
  };
  const whole = (name: string, value: number, least: number, most?: number): number => {
    return requireNumber({ functionName, name, value, least, whole: true, ...(most === undefined ? {} : { most }) });
  };
  const settings = {
    iterations: whole("iterations", options.iterations ?? 100, 1, 100_000),
    subsample: number("subsample", subsample, Number.MIN_VALUE, 1),
    bins: whole("bins", options.bins ?? 255, 2, 255),
    patience: whole("patience", options.patience ?? 10, 1),
    minImprovement: number("minImprovement", options.minImprovement ?? 1e-7, 0),
    rules: {
      growth,
      learningRate: number("learningRate", options.learningRate ?? 0.1, Number.MIN_VALUE, 1),
      maxLeaves: whole("maxLeaves", options.maxLeaves ?? 31, 2, 65_536),
      maxDepth: whole("maxDepth", options.maxDepth ?? 2 ** 31, 1),
      minLeafRows: whole("minLeafRows", options.minLeafRows ?? 20, 1),
      minLeafCurvature: number("minLeafCurvature", options.minLeafCurvature ?? 1e-3, 0),
      l2Penalty: number("l2Penalty", options.l2Penalty ?? 0, 0),
    },
  };
  if (settings.subsample < 1 && rng === undefined) {
    const text = `${functionName} requires rng where subsample is below 1, got undefined`;
    throw new EngineError("wrong-type", text, { function: functionName, argument: "rng", got: "undefined" });
  }
  const rows = parseTreeRows({ functionName, ...options });
  return {
    rows,
    validation: validation === undefined ? undefined : parseValidation({ functionName, validation, rows }),
    rng,
    isWeighted: options.weights !== undefined || options.classWeights !== undefined,
    ...settings,
  };
}

/** Validation rows in the terms of the training rows: the same columns, codes of the same classes, each weighing 1. */
function parseValidation({
  functionName,
  validation,
  rows,
}: {
  readonly functionName: string;
  readonly validation: NonNullable<Options["validation"]>;
  readonly rows: TreeRows;
}): TreeRows {
  if (typeof validation !== "object" || validation === null) {
    const got = validation === null ? "null" : typeof validation;
    const text = `${functionName} requires validation to be features with labels or targets, got ${got}`;
    throw new EngineError("wrong-type", text, { function: functionName, argument: "validation", got });
  }
  const { features, labels, targets } = validation;
  const { columnCount } = rows.matrix;
  if (rows.classes === undefined) {
    const parsed = parseTreeRows({ functionName, features, targets: targets ?? [] });
    parseMatrix({ functionName, features: parsed.matrix, columnCount, missing: "keep" });
    return parsed;
  }
  const matrix = parseMatrix({ functionName, features, columnCount, missing: "keep" });
  const { rowCount } = matrix;
  const given = labels ?? [];
  requireSameLength(functionName, { features: { length: rowCount }, labels: given });
  const placeOf = new Map<Label | undefined, number>(rows.classes.map((label, code) => [label, code]));
  const codes = Int32Array.from({ length: rowCount }, (_, row) => {
    const code = placeOf.get(given[row]);
    if (code !== undefined) return code;
    const got = `${String(given[row])} at row ${row} of validation`;
    const text = `${functionName} requires validation labels that training has seen, got ${got}`;
    throw new EngineError("unknown-label", text, { function: functionName, got });
  });
  const weights = new Float64Array(rowCount).fill(1);
  return { matrix, classes: rows.classes, codes, targets: new Float64Array(rowCount), weights };
}
