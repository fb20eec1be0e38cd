import { type Language, lineAt } from "./course-text.ts";

export type Said = { readonly text: string; readonly value: number; readonly offset: number };
export type Found =
  | { readonly status: "found"; readonly line: number; readonly figures: readonly Said[] }
  | { readonly status: "absent"; readonly times: number };

const figure = String.raw`(\d[\d.,]*\d|\d)`;

/** A sentence with `#` where each figure stands, found once in a text. Blanks match any blanks. */
export function findAnchor({
  text,
  anchor,
  language,
}: {
  readonly text: string;
  readonly anchor: string;
  readonly language: Language;
}): Found {
  const pattern = anchor
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\s+/g, String.raw`\s+`)
    .replaceAll("#", figure);
  const matches = [...text.matchAll(new RegExp(pattern, "gd"))];
  const [match] = matches;
  if (match === undefined || matches.length !== 1) return { status: "absent", times: matches.length };
  const spans = match.indices?.slice(1) ?? [];
  return {
    status: "found",
    line: lineAt(text, match.index),
    figures: match.slice(1).map((said, i) => ({
      text: said,
      value: readFigure(said, language),
      offset: spans[i]?.[0] ?? match.index,
    })),
  };
}

/** `1,869` and `0.65` in English are `1.869` and `0,65` in Indonesian. */
export function readFigure(said: string, language: Language): number {
  const plain = language === "en" ? said.replaceAll(",", "") : said.replaceAll(".", "").replace(",", ".");
  return Number(plain);
}
