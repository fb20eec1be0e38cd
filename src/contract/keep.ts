import { z } from "zod";
import { labId } from "./lab.ts";
import { verdict } from "./verdict.ts";

/** All that Siklus keeps in a reader's own browser. Times are milliseconds since 1970, as `Date.now()` gives them. */
const timeMs = z.number().nonnegative();
const code = z.string().max(200_000);
const name = z.string().min(1).max(120);

/** The code that a learner works on, and the starter it began from: the base of a merge when the lab's starter changes. */
const draft = z.strictObject({
  labId,
  code,
  starter: code,
  labVersion: z.int().positive(),
  /** Counts the saves: a tab that saves over a revision it has not seen is told. */
  revision: z.int().positive(),
  savedAtMs: timeMs,
});
export type Draft = z.infer<typeof draft>;

/** Why code was put aside: so that each step that replaces a learner's code can be undone. */
const asideReason = z.enum(["reset", "restored", "solution", "other-tab", "new-starter", "import"]);
export type AsideReason = z.infer<typeof asideReason>;

/** One step in the life of a lab's code. `id` begins with the lab's id and sorts by time. */
const historyEntry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("run"), id: name, labId, atMs: timeMs, code, verdict }),
  z.strictObject({ kind: z.literal("aside"), id: name, labId, atMs: timeMs, code, reason: asideReason }),
]);
export type HistoryEntry = z.infer<typeof historyEntry>;

const progress = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("lab"),
    key: name,
    labId,
    runs: z.int().nonnegative(),
    /** Checked runs that did not pass: they open the solution. */
    failedRuns: z.int().nonnegative(),
    bestScore: z.number().min(0).max(1),
    solvedAtMs: timeMs.nullable(),
    solutionSeenAtMs: timeMs.nullable(),
    updatedAtMs: timeMs,
  }),
  /** `page` is stage and page id, without the language: `07-metrics/accuracy-trap`. */
  z.strictObject({ kind: z.literal("page"), key: name, page: name, readAtMs: timeMs, updatedAtMs: timeMs }),
]);
export type Progress = z.infer<typeof progress>;
export type LabProgress = Extract<Progress, { kind: "lab" }>;

const answer = z.union([z.string().max(500), z.number(), z.array(name).max(50), z.record(name, name)]);

/** The last answer to a question: an option, several, an order, pairs, or a number. `key` is quiz/question. */
const quizAnswer = z.strictObject({
  key: name,
  quizId: name,
  questionId: name,
  answer,
  right: z.boolean(),
  tries: z.int().positive(),
  answeredAtMs: timeMs,
});
export type QuizAnswer = z.infer<typeof quizAnswer>;

const hintsShown = z.strictObject({ labId, shown: z.int().nonnegative(), updatedAtMs: timeMs });
export type HintsShown = z.infer<typeof hintsShown>;

const preference = z.strictObject({
  name,
  value: z.union([z.string().max(200), z.number(), z.boolean()]),
  updatedAtMs: timeMs,
});
export type Preference = z.infer<typeof preference>;

/** full = Monaco; light = a small editor, good on phones; plain = a text field, good with screen readers. */
const editorKind = z.enum(["full", "light", "plain"]);
export type EditorKind = z.infer<typeof editorKind>;

export const exportFormat = "siklus-learning";
export const exportVersion = 1;

/** Read before the rest, so that a file of another version can be migrated or refused in words. */
export const exportHead = z.looseObject({ format: z.literal(exportFormat), version: z.int().positive() });

export const exportFile = z.strictObject({
  format: z.literal(exportFormat),
  version: z.literal(exportVersion),
  exportedAtMs: timeMs,
  drafts: z.array(draft),
  history: z.array(historyEntry),
  progress: z.array(progress),
  quizAnswers: z.array(quizAnswer),
  hints: z.array(hintsShown),
  preferences: z.array(preference),
});
export type ExportFile = z.infer<typeof exportFile>;
