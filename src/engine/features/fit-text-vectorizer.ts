import { log } from "#engine/core/log.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Table, TextColumn } from "#engine/data/table.ts";
import { compareLabels } from "#engine/metrics/label-codes.ts";
import { inputColumns } from "./input-columns.ts";
import { createTermCounter, type Reading, requireText } from "./term-counter.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A text vectorizer as plain data: the vocabulary of each column, with the weight of each term. */
export type TextVectorizer = ColumnTransformer &
  Reading & {
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
    readonly missing: "zeros" | "keep" | "error";
  };

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
export function fitTextVectorizer(
  given: {
    readonly table: Table;
    readonly columns: readonly string[];
    readonly vocabularySize?: number;
    readonly minDocuments?: number;
    readonly maxDocumentShare?: number;
    readonly keepsInputs?: boolean;
  } & Partial<Reading & Pick<TextVectorizer, "weighting" | "norm" | "sublinear" | "missing">>,
): TextVectorizer {
  const functionName = "fitTextVectorizer";
  const {
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
  } = requireOptions(functionName, given, [
    "table",
    "columns",
    "vocabularySize",
    "minDocuments",
    "maxDocumentShare",
    "keepsInputs",
    "language",
    "stopWords",
    "minLength",
    "ngramRange",
    "weighting",
    "norm",
    "sublinear",
    "missing",
  ]);
  requireOneOf({ functionName, name: "weighting", value: weighting, options: ["count", "binary", "tf-idf"] });
  requireOneOf({ functionName, name: "norm", value: norm, options: ["l2", "l1", "none"] });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["zeros", "keep", "error"] });
  requireNumber({ functionName, name: "vocabularySize", value: vocabularySize, least: 1, whole: true });
  requireNumber({ functionName, name: "minDocuments", value: minDocuments, least: 1, whole: true });
  requireNumber({ functionName, name: "maxDocumentShare", value: maxDocumentShare, above: 0, most: 1 });
  const reading = { ngramRange, language, stopWords, minLength };
  const count = createTermCounter({ functionName, ...reading });
  const inputs = inputColumns({ functionName, table, columns });
  const fitted = inputs.map(({ name, column }) => {
    const { documentCount, terms: all } = countDocuments({
      column: requireText({ functionName, name, column }),
      count,
    });
    const most = maxDocumentShare * documentCount;
    const kept = [...all]
      .filter(([, { documents }]) => documents >= minDocuments && documents <= most)
      .sort(([a, { total: totalA }], [b, { total: totalB }]) => totalB - totalA || compareLabels(a, b))
      .slice(0, vocabularySize)
      .sort(([a], [b]) => compareLabels(a, b));
    if (kept.length === 0) {
      throw refusal({ code: "empty", functionName, need: `terms in ${shown(name)}`, got: "none", facts: { name } });
    }
    const weights = kept.map(([, { documents }]) =>
      weighting === "tf-idf" ? log((1 + documentCount) / (1 + documents)) + 1 : 1,
    );
    return { name, terms: kept.map(([term]) => term), weights };
  });
  const options = { weighting, norm, sublinear, ...reading, missing, keepsInputs };
  return { kind: "text-vectorizer", version: 1, columns: fitted, ...options };
}

/** For each term how often it occurs, and in how many texts. Each distinct text is read once. */
function countDocuments({
  column,
  count,
}: {
  readonly column: TextColumn;
  readonly count: (text: string) => ReadonlyMap<string, number>;
}): {
  readonly documentCount: number;
  readonly terms: ReadonlyMap<string, { readonly total: number; readonly documents: number }>;
} {
  const { codes, dictionary, missing } = column;
  const rowsOf = new Int32Array(dictionary.length);
  for (const code of codes) if (code >= 0) rowsOf[code] = (rowsOf[code] as number) + 1; // a code
  const terms = new Map<string, { readonly total: number; readonly documents: number }>();
  for (const [code, text] of dictionary.entries()) {
    const rows = rowsOf[code] as number; // a code
    if (rows === 0) continue;
    for (const [term, times] of count(text)) {
      const { total, documents } = terms.get(term) ?? { total: 0, documents: 0 };
      terms.set(term, { total: total + times * rows, documents: documents + rows });
    }
  }
  return { documentCount: codes.length - missing, terms };
}
