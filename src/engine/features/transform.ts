import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireTable } from "#engine/data/require-table.ts";
import type { Table } from "#engine/data/table.ts";
import { applyTextVectorizer } from "./apply-text-vectorizer.ts";
import { applyBinning } from "./fit-binning.ts";
import { applyDateParts } from "./fit-date-parts.ts";
import { applyHashing } from "./fit-hashing.ts";
import { applyLog } from "./fit-log.ts";
import { applyOneHot } from "./fit-one-hot.ts";
import { applyOrdinal } from "./fit-ordinal.ts";
import { applyPca } from "./fit-pca.ts";
import { applyPolynomial } from "./fit-polynomial.ts";
import { applyPower } from "./fit-power.ts";
import { applyScaler } from "./fit-scaler.ts";
import { applyImputer } from "./fit-simple-imputer.ts";
import { applyTargetEncoder } from "./fit-target-encoder.ts";
import type { ColumnSelection } from "./keep-columns.ts";
import { applyKeepColumns } from "./keep-columns.ts";
import { type MadeColumn, replaceColumns, requireFiniteNumbers } from "./made-columns.ts";
import type { Transformer, TransformerPipeline } from "./transformer.ts";

/** What can be read here, each in which version. */
export const transformerKinds: Readonly<Record<Transformer["kind"], number>> = {
  binning: 1,
  "date-parts": 1,
  hashing: 1,
  "simple-imputer": 1,
  "keep-columns": 1,
  log: 1,
  "one-hot": 1,
  ordinal: 1,
  pca: 1,
  pipeline: 1,
  polynomial: 1,
  power: 1,
  scaler: 1,
  "target-encoder": 1,
  "text-vectorizer": 1,
};

/**
 * Applies what was fitted to a table: the columns that the transformer reads are replaced, each in its place, by those that
 * it makes; all others stay as they are.
 *
 * One function for every kind, so a program need not know what it was given: a scaler, an encoder or a whole pipeline, read
 * from a file or a registry. The table is not changed, and nothing is learned from it: the same row gives the same result in
 * whatever company. Cost as stated by the function that fitted it.
 *
 * @param transformer  from one of the `fit…` functions, `keepColumns` or `composeTransformers`
 * @param table        rows with the columns that were fitted
 * @returns            a table of as many rows
 * @throws {EngineError} "wrong-type" or "unsupported-version" for what is no transformer, "unknown-column" where an input is absent,
 *                       "unknown-category" where the encoder was told to refuse, "duplicate-key" where a new name is taken,
 *                       "not-finite" where a result is too large for a number
 * @example
 * const train = fromColumns({ id: ["a", "b"], mass: [10, 20] });
 * const transformer = fitScaler({ table: train, columns: ["mass"], method: "min-max" });
 * rows(transform({ transformer, table: fromColumns({ id: ["c"], mass: [25] }) })) // => [{ id: "c", mass: 1.5 }]
 */
export function transform(options: { readonly transformer: Transformer; readonly table: Table }): Table {
  const functionName = "transform";
  const { transformer, table } = requireOptions(functionName, options, ["transformer", "table"]);
  requireFitted({ functionName, fitted: transformer, kinds: transformerKinds });
  requireTable(functionName, table);
  if (transformer.kind === "pipeline") {
    return transformer.steps.reduce((now: Table, step) => transform({ transformer: step, table: now }), table);
  }
  if (transformer.kind === "keep-columns") return applyKeepColumns({ transformer, table });
  const made = madeColumns({ transformer, table });
  requireFiniteNumbers({ functionName, made });
  const inputs = transformer.columns.map(({ name }) => name);
  return replaceColumns({ functionName, table, inputs, made, keepsInputs: transformer.keepsInputs });
}

function madeColumns({
  transformer,
  table,
}: {
  readonly transformer: Exclude<Transformer, TransformerPipeline | ColumnSelection>;
  readonly table: Table;
}): MadeColumn[] {
  switch (transformer.kind) {
    case "binning":
      return applyBinning({ transformer, table });
    case "date-parts":
      return applyDateParts({ transformer, table });
    case "hashing":
      return applyHashing({ transformer, table });
    case "simple-imputer":
      return applyImputer({ transformer, table });
    case "log":
      return applyLog({ transformer, table });
    case "one-hot":
      return applyOneHot({ transformer, table });
    case "ordinal":
      return applyOrdinal({ transformer, table });
    case "pca":
      return applyPca({ transformer, table });
    case "polynomial":
      return applyPolynomial({ transformer, table });
    case "power":
      return applyPower({ transformer, table });
    case "scaler":
      return applyScaler({ transformer, table });
    case "target-encoder":
      return applyTargetEncoder({ transformer, table });
    case "text-vectorizer":
      return applyTextVectorizer({ transformer, table });
  }
}
