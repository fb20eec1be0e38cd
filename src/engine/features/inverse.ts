import { exp, expm1 } from "#engine/core/exp.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import { requireTable } from "#engine/data/require-table.ts";
import type { Column, Table } from "#engine/data/table.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { missingCode } from "./category-codes.ts";
import { undoLog } from "./fit-log.ts";
import { hotCategories, type OneHotEncoder } from "./fit-one-hot.ts";
import { componentScales, type Pca } from "./fit-pca.ts";
import { type PowerTransform, powerOrigin } from "./fit-power.ts";
import { inputColumn } from "./input-columns.ts";
import { type MadeColumn, outputName, replaceColumns, requireFiniteNumbers } from "./made-columns.ts";
import { mapNumbers, numberColumn, numbersOf } from "./number-column.ts";
import { powerCurveInverse } from "./power-curve.ts";
import type { Transformer, TransformerPipeline } from "./transformer.ts";
import { typedColumn } from "./typed-column.ts";

type Invertible = Extract<
  Transformer,
  { readonly kind: "binning" | "log" | "one-hot" | "ordinal" | "pca" | "pipeline" | "power" | "scaler" }
>;

const invertibleKinds: Readonly<Record<Invertible["kind"], number>> = {
  binning: 1,
  log: 1,
  "one-hot": 1,
  ordinal: 1,
  pca: 1,
  pipeline: 1,
  power: 1,
  scaler: 1,
};

/**
 * The way back: a table in which the columns that `transform` made are replaced by those it had read.
 *
 * So a prediction of a scaled or logarithmic target returns to its own unit, and a cluster's center to something one can name.
 * Exact (up to rounding) for scaler, log, power, ordinal and one-hot (where the first category has no column, a missing or
 * unknown value that became zeros returns as that category); a bin gives its middle; PCA the nearest point in the
 * space of its components. A pipeline goes back step by step if all its steps can. Other kinds (hashing, target encoding,
 * words …) have lost what it would take. Where inputs were kept, the made columns are dropped. O(n × columns).
 *
 * @param transformer  a fitted transformer of a kind that can go back
 * @param table        rows with the columns that it made
 * @returns            a table of as many rows
 * @throws {EngineError} "wrong-type" for another kind, "unknown-column" where a made column is absent, "unknown-category" for a number
 *                       that stands for no category, "out-of-range" for one that the power never gives,
 *                       "not-finite" where the result is too large for a number
 * @example
 * const table = fromColumns({ mass: [10, 20] });
 * const transformer = fitScaler({ table, columns: ["mass"] });
 * numbers(inverse({ transformer, table: transform({ transformer, table }) }), "mass") // => [10, 20]
 */
export function inverse(options: { readonly transformer: Transformer; readonly table: Table }): Table {
  const functionName = "inverse";
  const { transformer, table } = requireOptions(functionName, options, ["transformer", "table"]);
  requireFitted({ functionName, fitted: transformer, kinds: invertibleKinds });
  requireTable(functionName, table);
  const known = transformer as Invertible; // its kind was checked
  if (known.kind === "pipeline") {
    return known.steps.reduceRight((now: Table, step) => inverse({ transformer: step, table: now }), table);
  }
  const restored = restoredColumns(known, table);
  const inputs = restored.flatMap(({ outputs }) => outputs);
  const last = table.names[table.names.length - 1] ?? "";
  const made = restored.flatMap(({ outputs, columns }): MadeColumn[] =>
    known.keepsInputs ? [] : columns.map(({ name, column }) => ({ from: outputs[0] ?? last, name, column })),
  );
  requireFiniteNumbers({ functionName, made });
  return replaceColumns({ functionName, table, inputs, made, keepsInputs: false });
}

/** Columns as they were, and the names of those that were made of them. */
type Restored = {
  readonly outputs: readonly string[];
  readonly columns: readonly { readonly name: string; readonly column: Column }[];
};

function restoredColumns(transformer: Exclude<Invertible, TransformerPipeline>, table: Table): Restored[] {
  const { keepsInputs } = transformer;
  const one = (name: string, suffix: string, image: (value: number) => number): Restored => {
    const output = outputName({ name, suffix, keepsInputs });
    return { outputs: [output], columns: [{ name, column: mapNumbers(outputNumbers(table, output), image) }] };
  };
  switch (transformer.kind) {
    case "scaler":
      return transformer.columns.map(({ name, center, scale, offset }) =>
        one(name, "scaled", (value) => (value - offset) * scale + center),
      );
    case "log":
      return transformer.columns.map(({ name }) => one(name, "log", (value) => undoLog(value, transformer.offset)));
    case "power":
      return transformer.columns.map((fitted) =>
        one(fitted.name, "power", (value) => undoPower(transformer.method, fitted, value)),
      );
    case "binning":
      return transformer.columns.map(({ name, edges }) => {
        const middles = edges.slice(1).map((edge, bin) => ((edges[bin] as number) + edge) / 2); // bin < edges − 1
        if (transformer.output === "number")
          return one(name, "bin", (value) => pick({ name, list: middles, at: value }));
        const outputs = middles.map((_, bin) => `${name}_bin${bin}`);
        const bins = hottest(table, outputs);
        return { outputs, columns: [{ name, column: numberColumn(bins.map((bin) => middles[bin] ?? Number.NaN)) }] };
      });
    case "ordinal":
      return transformer.columns.map(({ name, categories }) => {
        const output = outputName({ name, suffix: "code", keepsInputs });
        const codes = outputNumbers(table, output);
        const labels = Array.from(codes, (code) => {
          if (Number.isNaN(code) || code === -2) return null;
          return pick({ name, list: categories, at: code });
        });
        return { outputs: [output], columns: [{ name, column: labelColumn(categories, labels) }] };
      });
    case "one-hot":
      return transformer.columns.map((fitted) => undoOneHot(transformer, fitted, table));
    case "pca":
      return [undoPca(transformer, table)];
  }
}

function outputNumbers(table: Table, name: string): Float64Array {
  const functionName = "inverse";
  return numbersOf({ functionName, name, column: inputColumn({ functionName, table, name }) });
}

/** An entry of a list by its number; a number that is no place in it stands for nothing. */
function pick<Entry>({
  name,
  list,
  at,
}: {
  readonly name: string;
  readonly list: readonly Entry[];
  readonly at: number;
}): Entry {
  const entry = list[at];
  if (entry !== undefined) return entry;
  const need = `a whole number from 0 to ${list.length - 1} in ${shown(name)}`;
  throw refusal({ code: "unknown-category", functionName: "inverse", need, got: String(at), facts: { name } });
}

function undoPower(method: PowerTransform["method"], fitted: PowerTransform["columns"][number], value: number): number {
  const { name, lambda, side, center, mean, deviation } = fitted;
  const height = value * deviation + mean;
  const origin = powerOrigin(fitted);
  const textbook = height * origin.stretch + origin.height;
  const isOwnSide = method === "box-cox" || (side > 0 ? textbook >= 0 : textbook < 0);
  const from = isOwnSide ? side : -side;
  const power = from > 0 ? lambda : 2 - lambda;
  const logarithm = isOwnSide
    ? center + powerCurveInverse(from * height, power)
    : powerCurveInverse(from * textbook, power);
  const original = method === "box-cox" ? exp(logarithm) : from * expm1(logarithm);
  if (Number.isFinite(original)) return original;
  const need = `values that the power of ${shown(name)} can give`;
  throw refusal({ code: "out-of-range", functionName: "inverse", need, got: String(value), facts: { name } });
}

function undoOneHot(
  encoder: OneHotEncoder,
  { name, categories }: OneHotEncoder["columns"][number],
  table: Table,
): Restored {
  const hot = hotCategories({ encoder, categories });
  const outputs = hot.map(({ label }) => `${name}_${label}`);
  const whenNone = encoder.dropFirst ? categories[0] : undefined;
  const labels = Array.from(hottest(table, outputs), (at) => {
    if (at === -1) return whenNone ?? null;
    const code = hot[at]?.code ?? missingCode;
    return code === missingCode ? null : (categories[code] ?? null);
  });
  return { outputs, columns: [{ name, column: labelColumn(categories, labels) }] };
}

/** For each row the place of its largest number, −1 where none is above 0, −2 where one is missing. */
function hottest(table: Table, outputs: readonly string[]): Float64Array {
  const columns = outputs.map((name) => outputNumbers(table, name));
  return Float64Array.from({ length: table.rowCount }, (_, row) => {
    let best = -1;
    let most = 0;
    for (const [at, values] of columns.entries()) {
      const value = values[row] as number; // row < rowCount
      if (Number.isNaN(value)) return -2;
      if (value > most) {
        most = value;
        best = at;
      }
    }
    return best;
  });
}

/** Categories as a column of their own type. */
function labelColumn(categories: readonly Label[], labels: readonly (Label | null)[]): Column {
  const type = typeof categories[0];
  return typedColumn(type === "number" || type === "boolean" ? type : "text", labels);
}

function undoPca(pca: Pca, table: Table): Restored {
  const outputs = pca.components.map((_, k) => `${pca.prefix}${k + 1}`);
  const scales = componentScales(pca);
  const coordinates = outputs.map((name) => outputNumbers(table, name));
  const columns = pca.columns.map(({ name, mean }, j) => {
    const values = new Float64Array(table.rowCount);
    for (let row = 0; row < values.length; row++) {
      let sum = mean;
      for (const [k, component] of pca.components.entries()) {
        sum += (coordinates[k]?.[row] ?? 0) * (scales[k] as number) * (component[j] as number); // one scale a component, one coefficient a column
      }
      values[row] = sum;
    }
    return { name, column: numberColumn(values) };
  });
  return { outputs, columns };
}
