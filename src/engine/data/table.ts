/**
 * The one table of Siklus: columns of one type each, all of the same length, in plain objects and typed arrays,
 * so that a table survives `structuredClone`, crosses to a worker without copying, and needs no class to be read.
 *
 * A missing value is said, never guessed: NaN in a number column, code -1 in a text column, 255 in a boolean column.
 */
export type Table = {
  readonly rowCount: number;
  /** Column names in order. */
  readonly names: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
};

export type Column = NumberColumn | TextColumn | BooleanColumn;

/** Numbers; missing = NaN. `missing` counts them. */
export type NumberColumn = { readonly type: "number"; readonly values: Float64Array; readonly missing: number };

/** Text, dictionary-encoded: row i holds `dictionary[codes[i]]`; missing = code -1. */
export type TextColumn = {
  readonly type: "text";
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
  readonly missing: number;
};

/** 0 = false, 1 = true, 255 = missing. */
export type BooleanColumn = { readonly type: "boolean"; readonly values: Uint8Array; readonly missing: number };
