import { log } from "#engine/core/log.ts";
import type { Table } from "#engine/data/table.ts";
import { missingCategory } from "./category-codes.ts";
import type { TextVectorizer } from "./fit-text-vectorizer.ts";
import { inputColumn } from "./input-columns.ts";
import type { MadeColumn } from "./made-columns.ts";
import { numberColumn } from "./number-column.ts";
import { requireCells } from "./require-cells.ts";
import { createTermCounter, requireText } from "./term-counter.ts";

/** One column for each term of the vocabulary. */
export function applyTextVectorizer({
  transformer,
  table,
}: {
  readonly transformer: TextVectorizer;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { weighting, norm, sublinear, missing, ngramRange, language, stopWords, minLength } = transformer;
  const count = createTermCounter({ functionName, ngramRange, language, stopWords, minLength });
  return transformer.columns.flatMap(({ name, terms, weights }) => {
    const { codes, dictionary } = requireText({
      functionName,
      name,
      column: inputColumn({ functionName, table, name }),
    });
    requireCells({ functionName, rowCount: codes.length, columnCount: terms.length });
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
