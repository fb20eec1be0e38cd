import { requireSameLength } from "#engine/core/require-same-length.ts";
import { refusal } from "#engine/data/refusal.ts";
import { encodeLabels, type Label } from "#engine/metrics/label-codes.ts";

/** Classes of rows as 0, 1, 2 … without gaps, with the number of rows of each. */
export type ClassCodes = { readonly codes: Int32Array; readonly counts: Int32Array };

/** The classes of as many rows as the features have; `leastClasses` must be there. */
export function classCodes({
  functionName,
  labels,
  rowCount,
  leastClasses,
}: {
  readonly functionName: string;
  readonly labels: ArrayLike<Label>;
  readonly rowCount: number;
  readonly leastClasses: number;
}): ClassCodes {
  requireSameLength(functionName, { features: { length: rowCount }, labels });
  const { actual } = encodeLabels({ functionName, actual: labels, predicted: new Uint8Array(0) });
  const codes = denseCodes(actual);
  const classCount = codes.reduce((most, code) => Math.max(most, code + 1), 0);
  if (classCount < leastClasses) {
    throw refusal({
      code: "single-class",
      functionName,
      need: `at least ${leastClasses} classes`,
      got: String(classCount),
    });
  }
  const counts = new Int32Array(classCount);
  for (const code of codes) counts[code] = (counts[code] as number) + 1; // a code
  return { codes, counts };
}

/** Any values as 0, 1, 2 … in order of first appearance. */
export function denseCodes(values: ArrayLike<number>): Int32Array {
  const codeOf = new Map<number, number>();
  return Int32Array.from(values, (value) => {
    const known = codeOf.get(value);
    if (known !== undefined) return known;
    codeOf.set(value, codeOf.size);
    return codeOf.size - 1;
  });
}
