import { EngineError } from "#engine/core/errors.ts";

/** A class as it stands in the data: a word, a number or a truth value; one kind in one data set. */
export type Label = string | number | boolean;

/** Two label columns with every label replaced by a small integer: row i holds `seen[codes[i]]`. */
export type LabelCodes = {
  /** The label of each code; codes that no row uses may be among them. */
  readonly seen: readonly Label[];
  readonly actual: Uint8Array | Uint16Array;
  readonly predicted: Uint8Array | Uint16Array;
};

/** More classes than this are not classes: a regression target or an id column was passed. */
const mostClasses = 2048;

type Columns = { readonly actual: ArrayLike<Label>; readonly predicted: ArrayLike<Label> };

/**
 * Replaces the labels of two columns by small integers, so that counting needs no look-up of words.
 *
 * Whole numbers from 0 to 255 are their own codes, which makes a column of a million of them nearly free; a Uint8Array is
 * not even copied. Everything else goes through a dictionary in order of appearance. O(n).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param actual        length n
 * @param predicted     length n
 * @returns             codes for both columns over one dictionary
 * @throws {EngineError} "invalid-label" when kinds mix or a value is no label, "not-finite" at a NaN or infinite label,
 *                      "out-of-range" at more than 2048 distinct labels
 * @example Array.from(encodeLabels({ functionName: "accuracy", actual: ["b", "a"], predicted: ["a", "a"] }).actual) // => [0, 1]
 */
export function encodeLabels({
  functionName,
  actual,
  predicted,
}: Columns & { readonly functionName: string }): LabelCodes {
  const actualBytes = findByteCodes(actual);
  const predictedBytes = actualBytes && findByteCodes(predicted);
  if (actualBytes && predictedBytes) return { seen: byteLabels, actual: actualBytes, predicted: predictedBytes };

  const dictionary: Dictionary = { functionName, codes: new Map(), first: undefined };
  return {
    actual: dictionaryCodes(dictionary, "actual", actual),
    predicted: dictionaryCodes(dictionary, "predicted", predicted),
    seen: [...dictionary.codes.keys()],
  };
}

const byteLabels: readonly number[] = Array.from({ length: 256 }, (_, code) => code);

/** The column itself as bytes when every label is a whole number from 0 to 255. */
function findByteCodes(column: ArrayLike<Label>): Uint8Array | undefined {
  if (column instanceof Uint8Array) return column;
  const codes = new Uint8Array(column.length);
  for (let row = 0; row < codes.length; row++) {
    const label = column[row];
    if (typeof label !== "number" || (label & 255) !== label) return undefined;
    codes[row] = label;
  }
  return codes;
}

type Dictionary = {
  readonly functionName: string;
  readonly codes: Map<Label, number>;
  /** The first label met and its column: every other label must be of its kind. */
  first: { readonly kind: string; readonly name: string } | undefined;
};

function dictionaryCodes(dictionary: Dictionary, name: string, column: ArrayLike<Label>): Uint16Array {
  const result = new Uint16Array(column.length);
  for (let row = 0; row < result.length; row++) {
    const label = column[row];
    const code = label === undefined ? undefined : dictionary.codes.get(label);
    result[row] = code ?? addLabel({ dictionary, name, row, label });
  }
  return result;
}

function addLabel({
  dictionary,
  name,
  row,
  label,
}: {
  readonly dictionary: Dictionary;
  readonly name: string;
  readonly row: number;
  readonly label: unknown;
}): number {
  const { functionName, codes } = dictionary;
  if (!isLabel(label)) {
    const got = label === null ? "null" : typeof label;
    throw new EngineError(
      "invalid-label",
      `${functionName} requires labels that are text, numbers or booleans, got ${got} in ${name} at row ${row}`,
      { function: functionName, argument: name, got, row },
    );
  }
  if (typeof label === "number" && !Number.isFinite(label)) {
    throw new EngineError(
      "not-finite",
      `${functionName} requires finite labels, got ${label} in ${name} at row ${row}`,
      { function: functionName, argument: name, got: String(label), row },
    );
  }
  dictionary.first ??= { kind: typeof label, name };
  if (typeof label !== dictionary.first.kind) {
    const got = `${dictionary.first.kind} in ${dictionary.first.name} and ${typeof label} in ${name}`;
    throw new EngineError("invalid-label", `${functionName} requires labels of one type, got ${got}`, {
      function: functionName,
      got,
    });
  }
  if (codes.size === mostClasses) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires at most ${mostClasses} distinct labels, got more: are these values rather than classes`,
      { function: functionName, most: mostClasses },
    );
  }
  codes.set(label, codes.size);
  return codes.size - 1;
}

function isLabel(value: unknown): value is Label {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/**
 * The order of classes in every result: numbers by size, text by its characters' codes, false before true.
 *
 * @example ["b", "B", "a"].sort(compareLabels) // => ["B", "a", "b"]
 */
export function compareLabels(a: Label, b: Label): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
