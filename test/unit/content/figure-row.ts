import type { InBoth } from "./course-text.ts";

export type FigureRow = {
  readonly file: string;
  /** The sentence, `#` for each figure; it must stand in the file just once. */
  readonly anchor: InBoth | string;
  /** The figures in the order of the sentence. */
  readonly compute: () => readonly number[];
  /** Decimals, for all or for each: 2 means correct to half a hundredth, -3 to half a thousand. */
  readonly digits?: number | readonly number[];
};

/** Figures that the texts give and nothing computes: promises, defaults, examples. */
export type Given = { readonly file: string; readonly figures: readonly number[]; readonly why: string };
