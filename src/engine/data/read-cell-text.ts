import { readIsoDay } from "./iso-day.ts";

/** A decimal number as people write it and `Number()` agrees; NaN for any other text. `readDecimal` reads the same from bytes. */
export function readNumberText(text: string): number {
  return decimal.test(text) ? Number(text) : Number.NaN;
}

const decimal = /^[ \t]*[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|Infinity)[ \t]*$/i;

/** 1 for true, yes, y, t and 1, 0 for false, no, n, f and 0, in any case of letters; NaN for any other text. */
export function readBooleanText(text: string): number {
  const word = text.trim().toLowerCase();
  if (word === "true" || word === "yes" || word === "y" || word === "t" || word === "1") return 1;
  return word === "false" || word === "no" || word === "n" || word === "f" || word === "0" ? 0 : Number.NaN;
}

/** How a text is read as each kind of value; NaN where it can not be. */
export const textReaders: Readonly<Record<"number" | "boolean" | "day", (text: string) => number>> = {
  number: readNumberText,
  boolean: readBooleanText,
  day: readIsoDay,
};
