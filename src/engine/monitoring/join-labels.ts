import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { rowsByValue } from "#engine/core/rows-by-value.ts";
import type { Label } from "#engine/metrics/label-codes.ts";

/** What a model said, when, under which id. Columns of one length. */
export type PredictionRows<Value extends Label = Label> = {
  readonly ids: ArrayLike<string | number>;
  readonly times: ArrayLike<number>;
  readonly predicted: ArrayLike<Value>;
};

/** What came true, under which id, and when it became known. Columns of one length. */
export type LabelRows<Value extends Label = Label> = {
  readonly ids: ArrayLike<string | number>;
  readonly actual: ArrayLike<Value>;
  readonly times?: ArrayLike<number> | undefined;
};

/** Predictions in the order of time with the label that belongs to each, where it is known. */
export type JoinedPredictions<Value extends Label> = {
  readonly times: Float64Array;
  readonly predicted: readonly Value[];
  readonly actual: readonly (Value | undefined)[];
  /** Time from prediction to label; NaN where unknown. */
  readonly delays: Float64Array;
  readonly firstTime: number;
  readonly lastTime: number;
  readonly unmatchedLabels: number;
};

/** Joins labels to predictions by id; labels that arrived after `asOf` are left out. */
export function joinLabels<Value extends Label>({
  functionName,
  predictions,
  labels,
  asOf,
}: {
  readonly functionName: string;
  readonly predictions: PredictionRows<Value>;
  readonly labels: LabelRows<Value>;
  readonly asOf: number;
}): JoinedPredictions<Value> {
  const { ids, times, predicted } = predictions ?? {};
  const count = requireSameLength(functionName, {
    "predictions.ids": ids,
    "predictions.times": times,
    "predictions.predicted": predicted,
  });
  const moments = parseNumbers({ functionName, name: "predictions.times", values: times });
  const { ids: labelIds, actual, times: arrivals } = labels ?? {};
  // No label yet is a state of affairs, not a mistake.
  const labelCount = labelIds?.length === 0 && actual?.length === 0 ? 0 : requireLabels(functionName, labels ?? {});
  const known =
    arrivals === undefined ? undefined : parseNumbers({ functionName, name: "labels.times", values: arrivals });
  const rowOfLabel = new Map<string | number, number>();
  let unmatchedLabels = 0;
  for (let row = 0; row < labelCount; row++) {
    addOnce({ functionName, name: "labels", rows: rowOfLabel, id: labelIds[row], row });
  }
  const order = byTime(moments);
  const rowOfId = new Map<string | number, number>();
  for (let row = 0; row < count; row++) {
    addOnce({ functionName, name: "predictions", rows: rowOfId, id: ids[row], row });
  }
  for (const id of rowOfLabel.keys()) if (!rowOfId.has(id)) unmatchedLabels++;
  const delays = new Float64Array(count).fill(Number.NaN);
  const truths = Array.from(order, (row, at): Value | undefined => {
    const label = rowOfLabel.get(ids[row] as string | number); // a row
    if (label === undefined) return undefined;
    const arrival = known?.[label];
    if (arrival !== undefined && arrival > asOf) return undefined;
    if (arrival !== undefined) delays[at] = arrival - (moments[row] as number); // a row
    return requireValue({ functionName, name: "labels.actual", value: actual[label], row: label });
  });
  const sorted = Float64Array.from(order, (row) => moments[row] as number); // a row
  return {
    times: sorted,
    predicted: Array.from(order, (row) =>
      requireValue({ functionName, name: "predictions.predicted", value: predicted[row], row }),
    ),
    actual: truths,
    delays,
    firstTime: sorted[0] as number, // not empty
    lastTime: sorted[count - 1] as number, // not empty
    unmatchedLabels,
  };
}

function requireLabels<Value extends Label>(functionName: string, { ids, actual, times }: LabelRows<Value>): number {
  return requireSameLength(functionName, {
    "labels.ids": ids,
    "labels.actual": actual,
    ...(times === undefined ? {} : { "labels.times": times }),
  });
}

/** Row numbers in the order of their times. */
function byTime(times: Float64Array): Int32Array {
  const pairs = rowsByValue(times);
  return Int32Array.from({ length: times.length }, (_, at) => pairs[2 * at + 1] as number); // at < length
}

function addOnce({
  functionName,
  name,
  rows,
  id,
  row,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly rows: Map<string | number, number>;
  readonly id: unknown;
  readonly row: number;
}): void {
  if (typeof id !== "string" && !(typeof id === "number" && Number.isFinite(id))) {
    const got = id === null ? "null" : typeof id === "number" ? String(id) : typeof id;
    throw new EngineError(
      "wrong-type",
      `${functionName} requires ids that are text or numbers in ${name}, got ${got} at row ${row}`,
      {
        function: functionName,
        argument: name,
        got,
        row,
      },
    );
  }
  if (rows.has(id)) {
    throw new EngineError(
      "duplicate-key",
      `${functionName} requires each id once in ${name}, got ${JSON.stringify(id)} again at row ${row}`,
      {
        function: functionName,
        argument: name,
        got: String(id),
        row,
      },
    );
  }
  rows.set(id, row);
}

function requireValue<Value extends Label>({
  functionName,
  name,
  value,
  row,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: Value | undefined;
  readonly row: number;
}): Value {
  const isLabel =
    typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
  if (isLabel) return value;
  const got = value === null ? "null" : typeof value === "number" ? String(value) : typeof value;
  throw new EngineError(
    "invalid-label",
    `${functionName} requires text, booleans or finite numbers in ${name}, got ${got} at row ${row}`,
    {
      function: functionName,
      argument: name,
      got,
      row,
    },
  );
}
