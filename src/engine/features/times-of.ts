import { EngineError } from "#engine/core/errors.ts";
import { parseUtc } from "#engine/core/utc-text.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { NamedColumn } from "./input-columns.ts";

/** Milliseconds since 1970 for every row, NaN where missing. */
export function timesOf({ functionName, name, column }: NamedColumn & { readonly functionName: string }): Float64Array {
  if (column.type === "boolean") {
    throw refusal({
      code: "wrong-type",
      functionName,
      need: `dates in ${shown(name)}`,
      got: "booleans",
      facts: { name },
    });
  }
  if (column.type === "number") {
    const row = column.values.findIndex((value) => Math.abs(value) > farthestMs);
    if (row < 0) return column.values;
    const need = `times within 8.64e15 ms of 1970 in ${shown(name)}`;
    const got = `${column.values[row]} at row ${row}`;
    throw refusal({
      code: Number.isFinite(column.values[row]) ? "out-of-range" : "not-finite",
      functionName,
      need,
      got,
      facts: { name, row },
    });
  }
  const { dictionary, codes } = column;
  const times = new Float64Array(dictionary.length).fill(Number.NaN);
  return Float64Array.from(codes, (code, row) => {
    if (code < 0) return Number.NaN;
    if (Number.isNaN(times[code]))
      times[code] = readTime({ functionName, name, text: dictionary[code] as string, row }); // a code
    return times[code] as number; // a code
  });
}

/** Beyond it a millisecond is no longer a whole step: the limit of ECMAScript's own dates. */
const farthestMs = 8.64e15;

function readTime({
  functionName,
  name,
  text,
  row,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly text: string;
  readonly row: number;
}): number {
  try {
    return parseUtc(text);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const need = `dates such as 2026-11-24T13:36:00Z in ${shown(name)}`;
    throw refusal({ code: error.code, functionName, need, got: `${shown(text)} at row ${row}`, facts: { name, row } });
  }
}
