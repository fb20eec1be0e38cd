import { lab, page, quiz } from "./course-text.ts";
import type { Given } from "./figure-row.ts";

// What the course supposes and nothing computes, by place, each with its reason.

export const givenInPages: readonly Given[] = [
  { file: page("accuracy-trap"), figures: [0.5], why: "the usual cut" },
  { file: page("f1-fpr-tnr"), figures: [0.5], why: "a beta" },
  { file: page("thresholds"), figures: [0.83, 0.12, 0.6, 0.5, 0.8], why: "examples of scores, the usual cut" },
  { file: page("roc-auc"), figures: [0.5, 60_000], why: "chance; an example of a large sample" },
  { file: page("choosing-a-metric"), figures: [0.5], why: "an example of a guard rail" },
];

export const givenInLabs: readonly Given[] = [
  { file: lab("accuracy-trap"), figures: [0.5, 0.68, 1], why: "the usual cut, the balance asked for" },
  { file: lab("spam-threshold"), figures: [0.97, 0.5, 0.8, 0.9, 0.85], why: "the promise, and cuts on the way to it" },
  { file: lab("f-beta"), figures: [0.5, 0.9, 10_000], why: "a beta, the cut of the lab, an example" },
  { file: lab("auc-by-rank"), figures: [0.5, 100_000], why: "a tie, chance, an example" },
  { file: lab("metric-assignment"), figures: [0.5], why: "the usual cut" },
];

export const givenInQuiz: readonly Given[] = [
  {
    file: quiz,
    figures: [0.9, 0.1, 0.5, 0.7, 0.35, 0.25, 0.8, 1000, 10_000],
    why: "what questions suppose; the curves are tested in quiz-answers.test.ts",
  },
];
