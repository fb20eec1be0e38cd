import { page } from "./course-text.ts";

/** A heading or bullet of the source, and where a lesson covers it. */
export type Point = {
  readonly source: string;
  readonly file: string;
  readonly anchor: { readonly en: RegExp; readonly id: RegExp };
};

export const point = (source: string, where: string, en: RegExp, id: RegExp): Point => ({
  source,
  file: page(where),
  anchor: { en, id },
});

export const same = (source: string, where: string, both: RegExp): Point => point(source, where, both, both);
