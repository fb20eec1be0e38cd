import { z } from "zod";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use lower-case words joined by hyphens");

/** Front matter of `content/<language>/<stage>/<page>.mdx`. */
export const lesson = z.strictObject({
  title: z.string().min(3).max(80),
  /** What the page answers, as a reader would ask it. */
  question: z.string().min(8).max(160),
  /** Position within the stage, from 1. */
  order: z.int().min(1),
  minutes: z.int().min(1).max(60),
  /** One or two sentences, for lists, search and link previews. */
  summary: z.string().min(20).max(240),
});
export type Lesson = z.infer<typeof lesson>;

const stage = z.strictObject({
  id: z.string().regex(/^\d\d-[a-z0-9-]+$/, "number and name, such as 07-metrics"),
  title: z.string().min(3).max(40),
  /** A name of one or two words, for the ring. */
  short: z.string().min(2).max(18),
  question: z.string().min(8).max(120),
  oneLine: z.string().min(20).max(220),
  /** true once the stage can be studied. */
  written: z.boolean().default(false),
});
export type Stage = z.infer<typeof stage>;
export const stages = z.strictObject({ stages: z.array(stage).length(8) });

const term = z.strictObject({
  id: slug,
  term: z.string().min(1).max(60),
  /** Shown where the word stands. */
  short: z.string().min(10).max(200),
  /** Shown on the glossary page. */
  long: z.string().min(10).optional(),
  seeAlso: z.array(slug).default([]),
});
export type GlossaryTerm = z.infer<typeof term>;
/** Either a bare list or `terms:` over one. */
export const glossary = z.preprocess(
  (data) => (Array.isArray(data) ? { terms: data } : data),
  z.strictObject({ terms: z.array(term).min(1) }),
);
