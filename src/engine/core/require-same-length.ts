import { EngineError } from "./errors.ts";

/**
 * The number of rows that several columns describe together.
 *
 * Row i of every column belongs to the same example: the i-th label to the i-th prediction. A column that is one row
 * short shifts every pair after the gap and still yields a plausible score, so unequal lengths are refused, never cut.
 * What is not a list at all is refused too, because learner code runs even when the types did not check. O(columns).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param columns       the columns by the name of their argument
 * @returns             the common length, at least 1
 * @throws {EngineError} "wrong-type" when a column is no list, "length-mismatch" when lengths differ, "empty" at 0 rows
 * @example requireSameLength("accuracy", { actual: [1, 0, 1], predicted: [1, 1, 1] }) // => 3
 */
export function requireSameLength(functionName: string, columns: Readonly<Record<string, ArrayLike<unknown>>>): number {
  const names = Object.keys(columns);
  const lengths = names.map((name) => listLength(functionName, name, columns[name]));
  const rowCount = lengths[0] ?? 0;
  if (lengths.some((length) => length !== rowCount)) {
    const got = names.map((name, i) => `${lengths[i]} in ${name}`).join(" and ");
    throw new EngineError("length-mismatch", `${functionName} requires one row count, got ${got}`, {
      function: functionName,
      lengths: lengths.join(", "),
    });
  }
  if (rowCount === 0) {
    throw new EngineError("empty", `${functionName} requires at least one row, got 0 in ${names.join(" and ")}`, {
      function: functionName,
    });
  }
  return rowCount;
}

function listLength(functionName: string, name: string, column: unknown): number {
  if (typeof column === "object" && column !== null && "length" in column && Number.isInteger(column.length)) {
    return Number(column.length);
  }
  const got = column === null ? "null" : typeof column;
  throw new EngineError("wrong-type", `${functionName} requires ${name} to be a list, got ${got}`, {
    function: functionName,
    argument: name,
    got,
  });
}
