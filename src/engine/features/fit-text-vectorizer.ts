import { log } from "#engine/core/log.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import type { Table, TextColumn } from "#engine/data/table.ts";
import { compareLabels } from "#engine/metrics/label-codes.ts";
import { missingCategory } from "./category-codes.ts";
import { inputColumn, inputColumns, type NamedColumn, refusal, shown } from "./input-columns.ts";
import type { MadeColumn } from "./made-columns.ts";
import { ngrams } from "./ngrams.ts";
import { numberColumn } from "./number-column.ts";
import type { TextLanguage } from "./stop-words.ts";
import { createTokenizer } from "./tokenize.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A text vectorizer as plain data: the vocabulary of each column, with the weight of each term. */
export type TextVectorizer = ColumnTransformer & {
  readonly kind: "text-vectorizer";
  readonly columns: readonly {
    readonly name: string;
    /** Sorted by the codes of their characters. */
    readonly terms: readonly string[];
    /** Inverse document frequency of each term; 1 unless weighting is "tf-idf". */
    readonly weights: readonly number[];
  }[];
  readonly weighting: "count" | "binary" | "tf-idf";
  readonly norm: "l2" | "l1" | "none";
  readonly sublinear: boolean;
  readonly ngramRange: readonly [number, number];
  readonly language: TextLanguage;
  readonly stopWords: "keep" | "drop" | readonly string[];
  readonly minLength: number;
  readonly missing: "zeros" | "keep" | "error";
};

/** More cells than this fill a page's memory. */
const mostCells = 100_000_000;

/**
 * Learns the vocabulary of a text column and turns each text into numbers, one column a term: `review_good`.
 *
 * "count" tells how often the term occurs, "binary" whether. "tf-idf" (default) multiplies the count by how rare the term is
 * among the n texts, ln((1 + n) / (1 + texts with the term)) + 1, so that a word of every text says little; then it divides
 * each row by its length (`norm`), so that long texts do not outweigh short ones. Order and grammar are lost: a bag of words.
 *
 * The vocabulary holds the `vocabularySize` most frequent terms of the training texts (of equally frequent ones the first in
 * order), sorted; terms that come up later are passed over. A missing text is no text for n, and gives zeros unless `missing`
 * says "keep" or "error". Each distinct text is read once. O(words + n × terms).
 *
 * @param table             the training rows
 * @param columns           names of text columns, each with a vocabulary of its own
 * @param weighting         "tf-idf" (default), "count" or "binary"
 * @param norm              "l2", "l1" or "none"; default "l2" for "tf-idf", else "none"
 * @param sublinear         1 + ln(count) in place of the count; default false
 * @param ngramRange        shortest and longest run of words; default [1, 1]
 * @param vocabularySize    at most so many terms, default 1000
 * @param minDocuments      texts a term must occur in, default 1
 * @param maxDocumentShare  share of texts it may occur in, default 1
 * @param language          as for `tokenize`, and so `stopWords` and `minLength`
 * @param missing           "zeros" (default), "keep" or "error"
 * @param keepsInputs       default false
 * @throws {EngineError} "wrong-type" for other columns than text, "empty" when no term is left, "out-of-range" for options or more
 *                       than 10⁸ cells
 * @example
 * const table = fromColumns({ note: ["good fish", "good good"] });
 * rows(transform({ transformer: fitTextVectorizer({ table, columns: ["note"], weighting: "count" }), table })) // => [{ note_fish: 1, note_good: 1 }, { note_fish: 0, note_good: 2 }]
 * @source  Spärck Jones 1972; agrees with sklearn CountVectorizer and TfidfVectorizer, smooth_idf (test/conformance)
 */
export function fitTextVectorizer({
  table,
  columns,
  weighting = "tf-idf",
  norm = weighting === "tf-idf" ? "l2" : "none",
  sublinear = false,
  ngramRange = [1, 1],
  vocabularySize = 1000,
  minDocuments = 1,
  maxDocumentShare = 1,
  language = "plain",
  stopWords = "keep",
  minLength = 2,
  missing = "zeros",
  keepsInputs = false,
}: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly vocabularySize?: number;
  readonly minDocuments?: number;
  readonly maxDocumentShare?: number;
  readonly keepsInputs?: boolean;
} & Partial<
  Pick<
    TextVectorizer,
    "weighting" | "norm" | "sublinear" | "ngramRange" | "language" | "stopWords" | "minLength" | "missing"
  >
>): TextVectorizer {
  const functionName = "fitTextVectorizer";
  requireOneOf({ functionName, name: "weighting", value: weighting, options: ["count", "binary", "tf-idf"] });
  requireOneOf({ functionName, name: "norm", value: norm, options: ["l2", "l1", "none"] });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["zeros", "keep", "error"] });
  requireNumber({ functionName, name: "vocabularySize", value: vocabularySize, least: 1, whole: true });
  requireNumber({ functionName, name: "minDocuments", value: minDocuments, least: 1, whole: true });
  requireNumber({ functionName, name: "maxDocumentShare", value: maxDocumentShare, above: 0, most: 1 });
  if (!Array.isArray(ngramRange) || ngramRange.length !== 2) {
    throw refusal({ code: "wrong-type", functionName, need: "ngramRange as two numbers", got: String(ngramRange) });
  }
  const reading = { ngramRange, language, stopWords, minLength };
  const inputs = inputColumns({ functionName, table, columns });
  const fitted = inputs.map(({ name, column }) => {
    const { documents, documentCount, inDocuments } = readDocuments({ functionName, name, column, reading });
    const most = maxDocumentShare * documentCount;
    const total = new Map<string, number>();
    for (const { counts, rows } of documents) {
      for (const [term, count] of counts) total.set(term, (total.get(term) ?? 0) + count * rows);
    }
    const terms = [...total.keys()]
      .filter((term) => inDocument(inDocuments, term) >= minDocuments && inDocument(inDocuments, term) <= most)
      .sort((a, b) => (total.get(b) ?? 0) - (total.get(a) ?? 0) || compareLabels(a, b))
      .slice(0, vocabularySize)
      .sort(compareLabels);
    if (terms.length === 0)
      throw refusal({ code: "empty", functionName, need: `terms in ${shown(name)}`, got: "none", name });
    const rarity = (term: string) => log((1 + documentCount) / (1 + inDocument(inDocuments, term))) + 1;
    return { name, terms, weights: terms.map((term) => (weighting === "tf-idf" ? rarity(term) : 1)) };
  });
  const options = { weighting, norm, sublinear, ...reading, missing, keepsInputs };
  return { kind: "text-vectorizer", version: 1, columns: fitted, ...options };
}

type Reading = Pick<TextVectorizer, "ngramRange" | "language" | "stopWords" | "minLength">;

function inDocument(inDocuments: ReadonlyMap<string, number>, term: string): number {
  return inDocuments.get(term) ?? 0;
}

/** Each distinct text that some row holds, with its terms counted, and in how many rows it stands. */
function readDocuments({
  functionName,
  name,
  column,
  reading,
}: NamedColumn & { readonly functionName: string; readonly reading: Reading }): {
  readonly documents: readonly { readonly counts: ReadonlyMap<string, number>; readonly rows: number }[];
  readonly documentCount: number;
  readonly inDocuments: ReadonlyMap<string, number>;
} {
  const { codes, dictionary, missing } = requireText({ functionName, name, column });
  const rowsOf = new Int32Array(dictionary.length);
  for (const code of codes) if (code >= 0) rowsOf[code] = (rowsOf[code] as number) + 1; // a code
  const count = createTermCounter({ functionName, reading });
  const inDocuments = new Map<string, number>();
  const documents = dictionary.flatMap((text, code) => {
    const rows = rowsOf[code] as number; // a code
    if (rows === 0) return [];
    const counts = count(text);
    for (const term of counts.keys()) inDocuments.set(term, inDocument(inDocuments, term) + rows);
    return [{ counts, rows }];
  });
  return { documents, documentCount: codes.length - missing, inDocuments };
}

function requireText({ functionName, name, column }: NamedColumn & { readonly functionName: string }): TextColumn {
  if (column.type === "text") return column;
  throw refusal({ code: "wrong-type", functionName, need: `text in ${shown(name)}`, got: `${column.type}s`, name });
}

function createTermCounter({
  functionName,
  reading,
}: {
  readonly functionName: string;
  readonly reading: Reading;
}): (text: string) => Map<string, number> {
  const read = createTokenizer({ functionName, ...reading });
  const [least, most] = reading.ngramRange;
  ngrams({ tokens: [], least, most });
  return (text) => {
    const counts = new Map<string, number>();
    for (const term of ngrams({ tokens: read(text), least, most })) counts.set(term, (counts.get(term) ?? 0) + 1);
    return counts;
  };
}

export function applyTextVectorizer({
  transformer,
  table,
}: {
  readonly transformer: TextVectorizer;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { weighting, norm, sublinear, missing } = transformer;
  const count = createTermCounter({ functionName, reading: transformer });
  return transformer.columns.flatMap(({ name, terms, weights }) => {
    const { codes, dictionary } = requireText({
      functionName,
      name,
      column: inputColumn({ functionName, table, name }),
    });
    if (terms.length * codes.length > mostCells) {
      const need = `at most ${mostCells} cells`;
      throw refusal({ code: "out-of-range", functionName, need, got: `${codes.length} rows × ${terms.length} terms` });
    }
    const slotOf = new Map(terms.map((term, slot) => [term, slot]));
    const known = new Map<number, readonly Weighted[]>();
    const made = terms.map(() => new Float64Array(codes.length));
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row] as number; // row < length
      if (code < 0) {
        if (missing === "error") throw missingCategory({ functionName, name, row });
        if (missing === "keep") for (const values of made) values[row] = Number.NaN;
        continue;
      }
      let weighted = known.get(code);
      if (weighted === undefined) {
        const counts = count(dictionary[code] as string); // a code
        weighted = normalize(weigh({ counts, slotOf, weights, isBinary: weighting === "binary", sublinear }), norm);
        known.set(code, weighted);
      }
      for (const { slot, value } of weighted) (made[slot] as Float64Array)[row] = value; // a slot of made
    }
    return made.map((values, slot) => ({
      from: name,
      name: `${name}_${terms[slot] ?? ""}`,
      column: numberColumn(values),
    }));
  });
}

type Weighted = { readonly slot: number; readonly value: number };

function weigh({
  counts,
  slotOf,
  weights,
  isBinary,
  sublinear,
}: {
  readonly counts: ReadonlyMap<string, number>;
  readonly slotOf: ReadonlyMap<string, number>;
  readonly weights: readonly number[];
  readonly isBinary: boolean;
  readonly sublinear: boolean;
}): Weighted[] {
  return [...counts].flatMap(([term, count]) => {
    const slot = slotOf.get(term);
    if (slot === undefined) return [];
    const frequency = isBinary ? 1 : sublinear ? 1 + log(count) : count;
    return [{ slot, value: frequency * (weights[slot] as number) }]; // one weight a term
  });
}

function normalize(weighted: readonly Weighted[], norm: "l2" | "l1" | "none"): readonly Weighted[] {
  if (norm === "none" || weighted.length === 0) return weighted;
  const size = weighted.reduce((sum, { value }) => sum + (norm === "l2" ? value * value : Math.abs(value)), 0);
  const length = norm === "l2" ? Math.sqrt(size) : size;
  return weighted.map(({ slot, value }) => ({ slot, value: value / length }));
}
