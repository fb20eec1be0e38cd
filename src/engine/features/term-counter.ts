import { refusal, shown } from "#engine/data/refusal.ts";
import type { TextColumn } from "#engine/data/table.ts";
import type { NamedColumn } from "./input-columns.ts";
import { requireRunLengths, runsOfWords } from "./ngrams.ts";
import { createTokenizer, type TokenOptions } from "./tokenize.ts";

/** How texts are read: into which words, and runs of how many. */
export type Reading = Required<TokenOptions> & { readonly ngramRange: readonly [number, number] };

/** Counts how often each term occurs in a text; a term is a word or a run of words. The options are checked once. */
export function createTermCounter({
  functionName,
  ngramRange,
  ...tokens
}: Reading & { readonly functionName: string }): (text: string) => Map<string, number> {
  if (!Array.isArray(ngramRange) || ngramRange.length !== 2) {
    throw refusal({ code: "wrong-type", functionName, need: "ngramRange as two numbers", got: shown(ngramRange) });
  }
  const [least, most] = ngramRange;
  requireRunLengths({ functionName, least, most });
  const read = createTokenizer({ functionName, ...tokens });
  return (text) => {
    const counts = new Map<string, number>();
    for (const term of runsOfWords({ tokens: read(text), least, most })) counts.set(term, (counts.get(term) ?? 0) + 1);
    return counts;
  };
}

/** The column as one of texts. */
export function requireText({
  functionName,
  name,
  column,
}: NamedColumn & { readonly functionName: string }): TextColumn {
  if (column.type === "text") return column;
  const got = `${column.type}s`;
  throw refusal({ code: "wrong-type", functionName, need: `text in ${shown(name)}`, got, facts: { name } });
}
