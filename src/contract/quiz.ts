import { z } from "zod";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use lower-case words joined by hyphens");
const words = z.string().min(1);
const proportion = z.number().min(0).max(1);

const option = z.strictObject({
  id: slug,
  text: words,
  /** Said when the learner chooses this option: why it is right, or what it mistakes for what. */
  why: words,
  right: z.literal(true).optional(),
});

const common = {
  id: slug,
  prompt: words,
  /** What to read again after a wrong answer: a page of the stage, with or without a heading (`roc-auc#ties`). */
  reread: z
    .string()
    .regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/, "a page id such as roc-auc, or a heading of one such as roc-auc#ties")
    .optional(),
};

function unique(items: readonly { readonly id: string }[]): boolean {
  return new Set(items.map((item) => item.id)).size === items.length;
}
const options = z.array(option).min(2).refine(unique, "give every option its own id");
const oneRight = options.refine(
  (all) => all.filter((one) => one.right).length === 1,
  "mark exactly one option with right: true",
);
const someRight = options.refine((all) => all.some((one) => one.right), "mark at least one option with right: true");

/** What is drawn above a question of kind chart. `alt` says in words what the figure shows. */
export const quizFigure = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("roc"),
    alt: words,
    /** Points of each curve as [false positive rate, true positive rate], from (0, 0) to (1, 1). */
    curves: z.array(z.strictObject({ name: words, points: z.array(z.tuple([proportion, proportion])).min(2) })).min(1),
    marks: z.array(z.strictObject({ name: words, point: z.tuple([proportion, proportion]) })).default([]),
  }),
  z.strictObject({
    kind: z.literal("bar"),
    alt: words,
    bars: z
      .array(z.strictObject({ name: words, value: z.number().min(0) }))
      .min(1)
      .max(12),
    /** The value at which a bar fills the width; the largest bar when left out. */
    max: z.number().positive().optional(),
    unit: words.optional(),
  }),
  z.strictObject({
    kind: z.literal("matrix"),
    alt: words,
    /** The classes, the positive one first; rows = actual, columns = predicted. */
    labels: z.array(words).min(2).max(6),
    rows: z.array(z.array(z.number().min(0))),
  }),
]);
export type QuizFigure = z.infer<typeof quizFigure>;

const question = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("choice"), ...common, options: oneRight }),
  z.strictObject({ kind: z.literal("many"), ...common, options: someRight }),
  z.strictObject({
    kind: z.literal("order"),
    ...common,
    /** In the right order; the page shuffles them. */
    items: z
      .array(z.strictObject({ id: slug, text: words }))
      .min(3)
      .refine(unique, "give every item its own id"),
    why: words,
  }),
  z.strictObject({
    kind: z.literal("match"),
    ...common,
    pairs: z
      .array(z.strictObject({ id: slug, left: words, right: words }))
      .min(2)
      .refine(unique, "give every pair its own id"),
    why: words,
  }),
  z.strictObject({
    kind: z.literal("number"),
    ...common,
    answer: z.number(),
    /** How far off, in either direction, still counts as right. */
    tolerance: z.number().min(0),
    unit: words.optional(),
    why: words,
    /** Answers that come from a known slip, each explained. */
    wrong: z.array(z.strictObject({ near: z.number(), why: words })).default([]),
  }),
  z.strictObject({ kind: z.literal("chart"), ...common, figure: quizFigure, options: oneRight }),
]);
export type QuizQuestion = z.infer<typeof question>;

/** `content/{en,id}/<stage>/quiz.yaml` */
export const quiz = z.strictObject({
  questions: z.array(question).min(1).refine(unique, "give every question its own id"),
});
