import { EngineError } from "#engine/core/errors.ts";

/** Points that one figure can hold; longer columns are thinned evenly, first and last kept. */
const maxPoints = 4_000;

/** A column for a figure: numbers, booleans as 0 and 1, anything missing as NaN (a gap). */
export function figureNumbers(
  functionName: string,
  name: string,
  values: ArrayLike<number | boolean | null | undefined> | undefined,
): Float64Array<ArrayBuffer> {
  if (typeof values !== "object" || values === null || typeof values.length !== "number") {
    const got = values === null ? "null" : typeof values;
    throw new EngineError("wrong-type", `${functionName} requires ${name} to be a list of numbers, got ${got}`, {
      function: functionName,
      argument: name,
      got,
    });
  }
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < numbers.length; i++) {
    const value = values[i];
    if (typeof value === "string") {
      throw new EngineError("wrong-type", `${functionName} requires numbers in ${name}, got text at row ${i}`, {
        function: functionName,
        argument: name,
        got: "text",
        row: i,
      });
    }
    numbers[i] = value === null || value === undefined ? Number.NaN : Number(value);
  }
  return numbers;
}

export function requireSameLength(
  functionName: string,
  first: readonly [string, ArrayLike<unknown>],
  second: readonly [string, ArrayLike<unknown>],
): void {
  if (first[1].length === second[1].length) return;
  const lengths = `${first[0]} ${first[1].length}, ${second[0]} ${second[1].length}`;
  throw new EngineError("length-mismatch", `${functionName} requires columns of one length, got ${lengths}`, {
    function: functionName,
    lengths,
  });
}

/** Every k-th entry so that at most 4 000 remain, the last one always among them. */
export function thin(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const n = values.length;
  if (n <= maxPoints) return values;
  const kept = new Float64Array(maxPoints);
  for (let i = 0; i < maxPoints; i++) kept[i] = values[Math.round((i * (n - 1)) / (maxPoints - 1))] ?? Number.NaN;
  return kept;
}

export function words(value: unknown, otherwise = ""): string {
  return (value === undefined || value === null ? otherwise : String(value)).slice(0, 200);
}
