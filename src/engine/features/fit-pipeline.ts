import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal } from "#engine/data/refusal.ts";
import { requireTable } from "#engine/data/require-table.ts";
import type { Table } from "#engine/data/table.ts";
import { requireRows } from "./input-columns.ts";
import { transform, transformerKinds } from "./transform.ts";
import type { Transformer, TransformerPipeline } from "./transformer.ts";

/**
 * One step of a pipeline: gets the training table as the steps before have left it and returns what it fitted. A step whose
 * training rows must be treated otherwise than later rows returns both, as `crossFitTargetEncoder` does.
 */
export type TransformerStep = (
  table: Table,
) => Transformer | { readonly transformer: Transformer; readonly table: Table };

/**
 * Fits steps one after the other, each on what the ones before make of the training rows, and returns them as one transformer.
 *
 * The whole way from raw rows to numbers becomes one plain object: save it with the model, and serving treats a row exactly as
 * training did. Since only the training table is ever fitted on, nothing of the validation rows can leak into a mean or a
 * vocabulary. Use `fitAndTransform` to get the transformed training rows at the same time. Cost: that of its steps.
 *
 * @param table  the training rows
 * @param steps  functions that fit, at least one
 * @returns      a pipeline for `transform`, and for `inverse` if each of its steps has one
 * @throws {EngineError} "empty" without rows or steps, "wrong-type" when a step returns no transformer, and what the steps throw
 * @example
 * const table = fromColumns({ sex: ["f", "m"], mass: [1, null], id: [7, 8] });
 * const transformer = fitPipeline({
 *   table,
 *   steps: [
 *     (now) => fitSimpleImputer({ table: now, columns: ["mass"] }),
 *     (now) => fitOneHot({ table: now, columns: ["sex"], dropFirst: true }),
 *     (now) => keepColumns({ table: now, columns: ["sex_m", "mass"] }),
 *   ],
 * });
 * rows(transform({ transformer, table })) // => [{ sex_m: 0, mass: 1 }, { sex_m: 1, mass: 1 }]
 */
export function fitPipeline(options: {
  readonly table: Table;
  readonly steps: readonly TransformerStep[];
}): TransformerPipeline {
  const { table, steps } = requireOptions("fitPipeline", options, ["table", "steps"]);
  return fitSteps({ functionName: "fitPipeline", table, steps }).transformer;
}

/**
 * Fits a pipeline as `fitPipeline` does and returns the training rows that came out of it as well.
 *
 * Train on this table. It equals `transform` of the training rows except after steps that treat them otherwise, such as
 * out-of-fold target encoding, where that difference is the point.
 *
 * @param table  the training rows
 * @param steps  functions that fit, at least one
 * @throws {EngineError} as `fitPipeline`
 * @example
 * const table = fromColumns({ mass: [1, 3] });
 * numbers(fitAndTransform({ table, steps: [(now) => fitScaler({ table: now, columns: ["mass"] })] }).table, "mass") // => [-1, 1]
 */
export function fitAndTransform(options: { readonly table: Table; readonly steps: readonly TransformerStep[] }): {
  readonly transformer: TransformerPipeline;
  readonly table: Table;
} {
  const { table, steps } = requireOptions("fitAndTransform", options, ["table", "steps"]);
  return fitSteps({ functionName: "fitAndTransform", table, steps });
}

function fitSteps({
  functionName,
  table,
  steps,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly steps: readonly TransformerStep[];
}): { readonly transformer: TransformerPipeline; readonly table: Table } {
  requireRows({ functionName, table: requireTable(functionName, table) });
  requireList({ functionName, name: "steps", value: steps, least: 1 });
  let now = table;
  const fitted = steps.map((step) => {
    if (typeof step !== "function") {
      throw refusal({ code: "wrong-type", functionName, need: "steps that are functions", got: typeof step });
    }
    const result = step(now);
    const isPair = typeof result === "object" && result !== null && "transformer" in result;
    const transformer = requireFitted({
      functionName,
      fitted: isPair ? result.transformer : result,
      kinds: transformerKinds,
    });
    now = isPair ? requireTable(functionName, result.table) : transform({ transformer, table: now });
    return transformer;
  });
  return { transformer: { kind: "pipeline", version: 1, steps: fitted }, table: now };
}

/**
 * Puts transformers that are fitted already one behind the other, as one.
 *
 * @param steps  at least one; a pipeline among them counts as one step
 * @throws {EngineError} "empty", "wrong-type" or "unsupported-version" for what is no transformer
 * @example
 * const table = fromColumns({ mass: [1, 3] });
 * const scaler = fitScaler({ table, columns: ["mass"], method: "max-abs" });
 * composeTransformers([scaler, scaler]).steps.length // => 2
 */
export function composeTransformers(steps: readonly Transformer[]): TransformerPipeline {
  const functionName = "composeTransformers";
  requireList({ functionName, name: "steps", value: steps, least: 1 });
  const checked = steps.map((fitted) => requireFitted({ functionName, fitted, kinds: transformerKinds }));
  return { kind: "pipeline", version: 1, steps: checked };
}
