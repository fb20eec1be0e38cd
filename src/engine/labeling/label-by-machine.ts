import { type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { autoLabel } from "./auto-label.ts";
import { autoLabelThreshold } from "./auto-label-threshold.ts";
import { affordableCount, chargeLedger } from "./label-ledger.ts";
import type { JobState } from "./labeling-job-state.ts";
import type { Learn } from "./labeling-job-types.ts";

/** A model learns, is judged, and labels what it is sure of. */
export function labelByMachine(
  job: JobState,
  round: number,
): { readonly machine: number; readonly threshold: number | null } {
  const { learn, options, validation } = job;
  const { accuracy = 0.95, confidence = 0.95, autoLabelUsd = 0.01, rng } = options;
  const taught = [...job.labels.values()].filter(({ row, source }) => source === "human" && !validation.has(row));
  if (learn === undefined || new Set(taught.map(({ label }) => label)).size < 2) return { machine: 0, threshold: null };
  const predict = learn({
    features: rowsOf(
      job.features,
      taught.map(({ row }) => row),
    ),
    labels: taught.map(({ label }) => label),
    rng,
  });
  const rows = [...job.open];
  const { classes, probabilities } = predictRows(job, predict, rows);
  job.lastDoubts = { rows, probabilities };
  const judges = [...validation];
  if (judges.length === 0) return { machine: 0, threshold: null };
  const judged = predictRows(job, predict, judges);
  const labels = judges.map((row) => job.labels.get(row)?.label as Label); // validation rows have human labels
  const known = union(classes, labels);
  const { threshold } = autoLabelThreshold({
    probabilities: widen(judged.probabilities, known.length),
    classes: known,
    labels,
    accuracy,
    confidence,
  });
  const sure = autoLabel({ probabilities, classes, threshold }).labeled;
  const bought = sure.slice(0, affordableCount({ ledger: job.ledger, unitUsd: autoLabelUsd }));
  if (bought.length > 0) {
    const what = `machine labels, round ${round}`;
    job.ledger = chargeLedger({
      ledger: job.ledger,
      what,
      count: bought.length,
      costUsd: bought.length * autoLabelUsd,
    });
  }
  for (const { row: at, label, confidence: sureness } of bought) {
    const row = rows[at] as number; // an index
    job.labels.set(row, { row, label, source: "machine", confidence: sureness, round });
    job.open.delete(row);
  }
  for (const { row: at } of autoLabel({ ...judged, threshold }).labeled) validation.delete(judges[at] as number); // an index
  return { machine: bought.length, threshold };
}

function predictRows(
  job: JobState,
  predict: ReturnType<Learn>,
  rows: readonly number[],
): { readonly classes: readonly Label[]; readonly probabilities: Matrix } {
  const { classes, probabilities } = predict(rowsOf(job.features, rows));
  const matrix = parseMatrix({ functionName: job.functionName, features: probabilities });
  requireSameLength(job.functionName, { rows, probabilities: { length: matrix.rowCount } });
  return { classes, probabilities: matrix };
}

/** Classes that the model has not met yet come last and have probability 0. */
function union(classes: readonly Label[], labels: readonly Label[]): readonly Label[] {
  return [...new Set([...classes, ...labels])];
}

function widen({ rowCount, columnCount, values, names }: Matrix, width: number): Matrix {
  const wide = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    wide.set(values.subarray(row * columnCount, (row + 1) * columnCount), row * width);
  }
  const added = Array.from({ length: width - columnCount }, (_, at) => `class ${columnCount + at}`);
  return { rowCount, columnCount: width, values: wide, names: [...names, ...added] };
}

function rowsOf({ columnCount, values, names }: Matrix, rows: readonly number[]): Matrix {
  const taken = new Float64Array(rows.length * columnCount);
  for (const [at, row] of rows.entries()) {
    taken.set(values.subarray(row * columnCount, (row + 1) * columnCount), at * columnCount);
  }
  return { rowCount: rows.length, columnCount, values: taken, names };
}
