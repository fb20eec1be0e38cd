import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Cell, cellAt } from "#engine/data/cell.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import { inputColumns } from "./input-columns.ts";
import { recordIdsOf } from "./put-records.ts";

/** How far the values that serving used differ from those that training would use, feature by feature. */
export type SkewReport = {
  /** Rows that are on both sides. */
  readonly compared: number;
  readonly onlyTraining: number;
  readonly onlyServing: number;
  readonly columns: readonly {
    readonly name: string;
    /** Rows whose values differ by more than the tolerance, and as a share of those compared. */
    readonly different: number;
    readonly differentShare: number;
    /** Rows where one side has a value and the other has none; they count as different. */
    readonly missingOnOneSide: number;
    /** Largest difference of numbers; 0 for other types. */
    readonly largestDifference: number;
    readonly verdict: "same" | "skewed";
  }[];
};

/**
 * Training–serving skew: the same features of the same things, as training computes them and as serving saw them.
 *
 * A model is trained on one program's features and served with another's; the day their rounding, time zone or default for a
 * missing value differs, its predictions are quietly worse and no error is raised. Log what was served, compute the same rows
 * the training way (`joinPointInTime`), and compare value by value. For a change of the whole distribution see
 * `siklus/monitoring`. O(n × columns).
 *
 * @param training   rows as training computes them
 * @param serving    rows as serving used them
 * @param id         the column that names a row, on both sides; each name once a side
 * @param columns    the features to compare, of one type on both sides
 * @param tolerance  numbers may differ by this share of the larger one; default 1e-9
 * @param allowed    share of rows that may differ, default 0
 * @returns          counts and a verdict for each column
 * @throws {EngineError} "duplicate-key" where a name is twice, "too-few-rows" when no row is on both sides, "unknown-column", "wrong-type"
 * @example
 * const training = fromColumns({ id: ["a", "b"], age: [30, 40] });
 * const serving = fromColumns({ id: ["b", "a"], age: [40, 31] });
 * findSkew({ training, serving, id: "id", columns: ["age"] }).columns[0].differentShare // => 0.5
 */
export function findSkew(options: {
  readonly training: Table;
  readonly serving: Table;
  readonly id: string;
  readonly columns: readonly string[];
  readonly tolerance?: number;
  readonly allowed?: number;
}): SkewReport {
  const functionName = "findSkew";
  const {
    training,
    serving,
    id,
    columns,
    tolerance = 1e-9,
    allowed = 0,
  } = requireOptions(functionName, options, ["training", "serving", "id", "columns", "tolerance", "allowed"]);
  requireNumber({ functionName, name: "tolerance", value: tolerance, least: 0 });
  requireNumber({ functionName, name: "allowed", value: allowed, least: 0, most: 1 });
  const left = inputColumns({ functionName, table: training, columns });
  const right = inputColumns({ functionName, table: serving, columns });
  const rowOf = rowsById({ functionName, table: training, id });
  const servedRow = rowsById({ functionName, table: serving, id });
  const pairs = [...servedRow].flatMap(([key, row]) => {
    const other = rowOf.get(key);
    return other === undefined ? [] : [{ trained: other, served: row }];
  });
  if (pairs.length === 0)
    throw refusal({ code: "too-few-rows", functionName, need: "rows on both sides", got: "none" });
  return {
    compared: pairs.length,
    onlyTraining: rowOf.size - pairs.length,
    onlyServing: servedRow.size - pairs.length,
    columns: left.map(({ name, column }, at) => {
      const other = (right[at] as (typeof right)[number]).column; // the same columns on both sides
      const isEmpty = column.missing === training.rowCount || other.missing === serving.rowCount;
      if (column.type !== other.type && !isEmpty) {
        const got = `${column.type} and ${other.type}`;
        throw refusal({
          code: "wrong-type",
          functionName,
          need: `one type in ${shown(name)} on both sides`,
          got,
          facts: { name },
        });
      }
      let different = 0;
      let missingOnOneSide = 0;
      let largestDifference = 0;
      for (const { trained, served } of pairs) {
        const a = cellAt(column, trained);
        const b = cellAt(other, served);
        if ((a === null) !== (b === null)) missingOnOneSide++;
        if (typeof a === "number" && typeof b === "number" && a !== b) {
          largestDifference = Math.max(largestDifference, Math.abs(a - b));
        }
        if (!isSame(a, b, tolerance)) different++;
      }
      const differentShare = different / pairs.length;
      const verdict = differentShare > allowed ? ("skewed" as const) : ("same" as const);
      return { name, different, differentShare, missingOnOneSide, largestDifference, verdict };
    }),
  };
}

function isSame(a: Cell, b: Cell, tolerance: number): boolean {
  if (a === b) return true;
  if (typeof a !== "number" || typeof b !== "number") return false;
  // An infinite number differs from all others, however large the difference that is allowed.
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

function rowsById({
  functionName,
  table,
  id,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly id: string;
}): Map<string, number> {
  const rows = new Map<string, number>();
  for (const [row, recordId] of recordIdsOf({ functionName, table, name: id }).entries()) {
    const key = String(recordId);
    if (rows.has(key)) {
      throw refusal({
        code: "duplicate-key",
        functionName,
        need: `each ${shown(id)} once`,
        got: `${key} twice`,
        facts: { row },
      });
    }
    rows.set(key, row);
  }
  return rows;
}
