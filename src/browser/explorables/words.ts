import { fill } from "#i18n/fill.ts";

export type WordEntries = Readonly<Record<string, string>>;

/** The words and number formats of one language, as the views use them at build and in the page. */
export type Words = {
  /** The text of a key with its {places} filled; a number is written in the language's way. */
  readonly say: (key: string, facts?: Readonly<Record<string, string | number>>) => string;
  /** With exactly `digits` after the decimal mark; a dash for what is undefined (0 / 0). */
  readonly number: (value: number, digits?: number) => string;
  readonly percent: (value: number, digits?: number) => string;
};

export function createWords({
  language,
  entries,
}: {
  readonly language: string;
  readonly entries: WordEntries;
}): Words {
  const formats = new Map<string, Intl.NumberFormat>();
  const format = (value: number, style: "decimal" | "percent", digits: number): string => {
    if (Number.isNaN(value)) return "–";
    // Both languages write such a number as the language itself does, and the first Intl.NumberFormat of a page takes 20 ms.
    if (style === "decimal" && digits === 0 && Number.isInteger(value) && Math.abs(value) < 1000) return `${value}`;
    const key = style + digits;
    let found = formats.get(key);
    if (!found) {
      found = new Intl.NumberFormat(language, { style, minimumFractionDigits: digits, maximumFractionDigits: digits });
      formats.set(key, found);
    }
    // -0.0001 rounds to "-0", which is no number one writes.
    return found.format(Math.abs(value) < 0.5 / 10 ** (digits + (style === "percent" ? 2 : 0)) ? 0 : value);
  };
  const number = (value: number, digits = 0): string => format(value, "decimal", digits);
  return {
    number,
    percent: (value, digits = 0) => format(value, "percent", digits),
    say: (key, facts = {}) => {
      const text = entries[key];
      if (text === undefined) throw new Error(`words have no key ${key}`);
      const written = Object.entries(facts).map(([name, fact]) => [
        name,
        typeof fact === "number" ? number(fact, Number.isInteger(fact) ? 0 : 2) : fact,
      ]);
      return fill(text, Object.fromEntries(written));
    },
  };
}
