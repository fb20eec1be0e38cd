import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireColumn } from "./column.ts";
import { columnWords, findPhrase } from "./pii-column-meaning.ts";
import type { PiiKind } from "./pii-kind.ts";
import { type PiiPattern, piiPatterns } from "./pii-patterns.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";

/** What a column seems to tell about people. */
export type PiiFinding = {
  readonly column: string;
  /** The likeliest kind of personal data, or null when none is likely enough. */
  readonly kind: PiiKind | null;
  /** Of the values looked at, the share that has the form of this kind (of the best kind, when kind is null). */
  readonly share: number;
  /** In [0, 1]: how sure form and name make us together. */
  readonly confidence: number;
  readonly evidence: {
    readonly matching: number;
    readonly checked: number;
    /** The word of the column's name that says so, or null. */
    readonly nameWord: string | null;
  };
};

/**
 * Looks for personal data in every column: e-mail and IP addresses, telephone numbers, identity and card numbers, names
 * and postal addresses.
 *
 * Two witnesses are heard. The values: does a value have the form, down to check digits and days that exist? The name of
 * the column, in English or Indonesian: does it say so? A name of a person has no form of its own ("Merdeka" may be a
 * street), so there the column's name decides; an e-mail address gives itself away in any column. The two are combined as
 * independent witnesses, confidence = share × (1 − (1 − strength of the form) × (1 − 0.8 if the name says so)), and a kind
 * is reported from `leastConfidence` on.
 *
 * A finding is a question to a person, not a proof: read it together with `share`, and expect personal data in free text
 * to be missed, for only values that are personal data as a whole are counted.
 *
 * @param table            any table; numbers are read by their digits, a telephone number that lost its 0 included
 * @param leastConfidence  in [0, 1]; default 0.5
 * @param mostValues       how many rows, spread evenly, are looked at in each column; default 10,000
 * @returns                one finding a column, in order. O(columns × mostValues)
 * @throws {EngineError} "wrong-type" when table is none, "out-of-range"
 * @example detectPii({ table: fromColumns({ contact: ["ani@example.com", "budi@example.co.id"] }) })[0].kind // => "email"
 * @example detectPii({ table: fromColumns({ nama: ["Siti Aminah"], produk: ["Teh Botol"] }) }).map((f) => f.kind) // => ["person-name", null]
 */
export function detectPii(options: {
  readonly table: Table;
  readonly leastConfidence?: number;
  readonly mostValues?: number;
}): PiiFinding[] {
  const functionName = "detectPii";
  const {
    table,
    leastConfidence = 0.5,
    mostValues = 10_000,
  } = requireOptions(functionName, options, ["table", "leastConfidence", "mostValues"]);
  requireTable(functionName, table);
  requireNumber({ functionName, name: "leastConfidence", value: leastConfidence, least: 0, most: 1 });
  requireNumber({ functionName, name: "mostValues", value: mostValues, least: 1, whole: true });
  return table.names.map((name) => {
    const counts = countTexts({ column: requireColumn(table, name, functionName), mostValues });
    const best = piiPatterns
      .map((pattern) => judge({ name, counts, pattern }))
      .reduce((best, next) => (next.confidence > best.confidence ? next : best));
    return best.confidence >= leastConfidence && best.confidence > 0 ? best : { ...best, kind: null };
  });
}

const nameStrength = 0.8;

function judge({
  name,
  counts,
  pattern,
}: {
  readonly name: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly pattern: PiiPattern;
}): PiiFinding {
  const words = columnWords(name);
  const nameWord = findPhrase(words, pattern.otherWords) === null ? findPhrase(words, pattern.words) : null;
  let checked = 0;
  let matching = 0;
  for (const [text, count] of counts) {
    checked += count;
    if (text.length <= 320 && pattern.isLike(text)) matching += count;
  }
  const share = checked === 0 ? 0 : matching / checked;
  const said = nameWord === null ? 0 : nameStrength;
  const confidence = share * (1 - (1 - pattern.strength) * (1 - said));
  return { column: name, kind: pattern.kind, share, confidence, evidence: { matching, checked, nameWord } };
}

/** The texts of at most `mostValues` rows with how often each occurs; missing values are left out. */
function countTexts({ column, mostValues }: { readonly column: Column; readonly mostValues: number }) {
  const counts = new Map<string, number>();
  const stored = column.type === "text" ? column.codes : column.values;
  const rowCount = stored.length;
  const taken = Math.min(rowCount, mostValues);
  for (let k = 0; k < taken; k++) {
    const text = textOf(column, stored[Math.floor((k * rowCount) / taken)] as number); // below rowCount
    if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** A whole number is read by its digits; one of nine to twelve digits from 8 on is a mobile number that lost its 0. */
function textOf(column: Column, stored: number): string | null {
  if (column.type === "boolean") return null;
  if (column.type === "text") return stored < 0 ? null : (column.dictionary[stored] as string).trim(); // a code is an index
  if (Number.isNaN(stored)) return null;
  const digits = String(stored);
  return /^8\d{8,11}$/.test(digits) ? `0${digits}` : digits;
}
