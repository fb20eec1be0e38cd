import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { refusal, shown } from "./refusal.ts";

/** Two columns of numbers that describe the same rows, ready for a loop. */
export type PairedValues = { readonly x: Float64Array; readonly y: Float64Array };

/** What a missing value (NaN) in a pair means: an error, or that the pair is left out. */
export type MissingPairs = "refuse" | "leave-out";

/** Checks two columns of numbers and leaves out the pairs in which one is missing, if that is wished. */
export function pairValues({
  functionName,
  x,
  y,
  missing,
}: {
  readonly functionName: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly missing: MissingPairs;
}): PairedValues {
  const rowCount = requireSameLength(functionName, { x, y });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["refuse", "leave-out"] });
  const pairs = { x: new Float64Array(rowCount), y: new Float64Array(rowCount) };
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    const a = x[row] as number; // row < length
    const b = y[row] as number; // row < length
    if (isNumber(a) && isNumber(b)) {
      pairs.x[count] = a;
      pairs.y[count++] = b;
    } else if (missing === "refuse" || isWrong(a) || isWrong(b)) {
      throw wrongValue({ functionName, a, b, row });
    }
  }
  if (count < 2) {
    throw refusal({ code: "too-few-rows", functionName, need: "at least two complete pairs", got: String(count) });
  }
  return { x: pairs.x.subarray(0, count), y: pairs.y.subarray(0, count) };
}

/** x − x is 0 for every finite number and for nothing else. */
const isNumber = (value: number): boolean => typeof value === "number" && value - value === 0;

const isWrong = (value: number): boolean => !isNumber(value) && !Number.isNaN(value);

function wrongValue({
  functionName,
  a,
  b,
  row,
}: {
  readonly functionName: string;
  readonly a: number;
  readonly b: number;
  readonly row: number;
}): Error {
  const [argument, value] = isNumber(a) ? (["y", b] as const) : (["x", a] as const);
  const code = typeof value === "number" ? "not-finite" : "wrong-type";
  const need = typeof value === "number" ? `finite numbers in ${argument}` : `numbers in ${argument}`;
  return refusal({ code, functionName, need, got: `${shown(value)} at row ${row}`, facts: { argument, row } });
}
