import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Column, Table } from "#engine/data/table.ts";
import { missingCategory } from "./category-codes.ts";
import { inputColumn, inputColumns } from "./input-columns.ts";
import type { MadeColumn } from "./made-columns.ts";
import { murmurHash3 } from "./murmur-hash3.ts";
import { numberColumn } from "./number-column.ts";
import { requireCells } from "./require-cells.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A hashing encoder as plain data; there is nothing to learn but its width. */
export type HashingEncoder = ColumnTransformer & {
  readonly kind: "hashing";
  readonly columns: readonly { readonly name: string }[];
  readonly width: number;
  readonly isSigned: boolean;
  readonly missing: "zeros" | "error";
  readonly prefix: string;
};

/**
 * Replaces categorical columns by a fixed number of columns into which their values are thrown by a hash.
 *
 * For columns with millions of values, or values that no one has seen yet: no list of categories is kept, so none can be
 * unknown. "city=Bandung" is hashed (MurmurHash3, 32 bits); the hash modulo `width` says which column gets a 1. Two values
 * may fall into one column; with `isSigned` (default) another bit of the hash makes it +1 or −1, so that on average such
 * collisions cancel instead of adding up. All columns of the encoder share the same `width` columns, called `hash_0`,
 * `hash_1` …, in the place of the last of them. A missing value adds nothing ("zeros") or is refused ("error"). O(n × width).
 *
 * @param table        rows to check the columns on
 * @param columns      names of text, boolean or number columns
 * @param width        number of columns, 1 to 65,536; default 32
 * @param isSigned     default true
 * @param missing      "zeros" (default) or "error"
 * @param prefix       of the new names; default "hash"
 * @param keepsInputs  default false
 * @throws {EngineError} "unknown-column", "empty", "out-of-range"; "unknown-category" at a missing value that is refused
 * @example
 * const table = fromColumns({ city: ["Bandung"] });
 * rows(transform({ transformer: fitHashing({ table, columns: ["city"], width: 2, isSigned: false }), table })) // => [{ hash_0: 1, hash_1: 0 }]
 * @source  Weinberger et al. 2009, Feature hashing for large scale multitask learning; agrees with sklearn.feature_extraction.FeatureHasher
 */
export function fitHashing(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly width?: number;
  readonly isSigned?: boolean;
  readonly missing?: "zeros" | "error";
  readonly prefix?: string;
  readonly keepsInputs?: boolean;
}): HashingEncoder {
  const functionName = "fitHashing";
  const {
    table,
    columns,
    width = 32,
    isSigned = true,
    missing = "zeros",
    prefix = "hash",
    keepsInputs = false,
  } = requireOptions(functionName, options, [
    "table",
    "columns",
    "width",
    "isSigned",
    "missing",
    "prefix",
    "keepsInputs",
  ]);
  inputColumns({ functionName, table, columns });
  requireNumber({ functionName, name: "width", value: width, least: 1, most: 65_536, whole: true });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["zeros", "error"] });
  const named = columns.map((name) => ({ name }));
  return { kind: "hashing", version: 1, columns: named, width, isSigned, missing, prefix, keepsInputs };
}

export function applyHashing({
  transformer,
  table,
}: {
  readonly transformer: HashingEncoder;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { columns, width, isSigned, missing, prefix } = transformer;
  requireCells({ functionName, rowCount: table.rowCount, columnCount: width });
  const made = Array.from({ length: width }, () => new Float64Array(table.rowCount));
  for (const { name } of columns) {
    const places = hashPlaces({ column: inputColumn({ functionName, table, name }), name, width, isSigned });
    for (let row = 0; row < places.slots.length; row++) {
      const slot = places.slots[row] as number; // row < length
      const target = made[slot];
      if (target !== undefined)
        target[row] = (target[row] as number) + (places.signs[row] as number); // as long as slots
      else if (missing === "error") throw missingCategory({ functionName, name, row });
    }
  }
  const from = columns[columns.length - 1]?.name ?? "";
  return made.map((values, slot) => ({ from, name: `${prefix}_${slot}`, column: numberColumn(values) }));
}

type Places = { readonly slots: Int32Array; readonly signs: Int8Array };

/** Column and sign of every row; column −1 where the value is missing. Each distinct value is hashed once. */
function hashPlaces({
  column,
  name,
  width,
  isSigned,
}: {
  readonly column: Column;
  readonly name: string;
  readonly width: number;
  readonly isSigned: boolean;
}): Places {
  const rowCount = column.type === "text" ? column.codes.length : column.values.length;
  const slots = new Int32Array(rowCount);
  const signs = new Int8Array(rowCount);
  const known = new Map<number, { readonly slot: number; readonly sign: number }>();
  const dictionary = column.type === "text" ? column.dictionary : undefined;
  const source = column.type === "text" ? column.codes : column.values;
  const isMissing = (value: number): boolean =>
    column.type === "text" ? value < 0 : column.type === "boolean" ? value === 255 : Number.isNaN(value);
  const textOf = (value: number): string =>
    dictionary?.[value] ?? (column.type === "boolean" ? String(value === 1) : String(value));
  for (let row = 0; row < rowCount; row++) {
    const value = (source[row] as number) + 0; // row < length; + 0 makes one category of 0 and -0
    if (isMissing(value)) {
      slots[row] = -1;
      continue;
    }
    let place = known.get(value);
    if (place === undefined) {
      const hash = murmurHash3(`${name}=${textOf(value)}`) | 0;
      place = { slot: Math.abs(hash) % width, sign: isSigned && hash < 0 ? -1 : 1 };
      known.set(value, place);
    }
    slots[row] = place.slot;
    signs[row] = place.sign;
  }
  return { slots, signs };
}
