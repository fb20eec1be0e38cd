import { describe, expect, test } from "vitest";
import { answer, check, newQuiz, newTry, reveal, summarize } from "#browser/quiz/quiz-state.ts";
import { quiz } from "#contract/quiz.ts";

const options = [
  { id: "yes", text: "yes", why: "so it is", right: true as const },
  { id: "no", text: "no", why: "not so" },
];
const { questions } = quiz.parse({
  questions: [
    { id: "one", kind: "choice", prompt: "1?", options, reread: "roc-auc" },
    { id: "two", kind: "choice", prompt: "2?", options, reread: "thresholds" },
    { id: "three", kind: "choice", prompt: "3?", options, reread: "roc-auc" },
  ],
});
const [one, two, three] = questions;
if (!one || !two || !three) throw new Error("three questions");
const tried = (question: typeof one, ...answers: readonly string[]) =>
  answers.reduce((state, given) => check(question, answer(state, given)), newTry(question));

describe("trying a question", () => {
  test("a blank answer is no try", () => {
    expect(check(one, newTry(one)).tries).toBe(0);
  });

  test("the try at which it was right is remembered through later slips", () => {
    expect(tried(one, "no", "yes", "no")).toMatchObject({ tries: 3, rightAt: 2 });
  });

  test("a changed answer has no verdict yet", () => {
    expect(answer(tried(one, "no"), "yes").judgement).toBeNull();
  });

  test("a shown answer is explained and not counted as solved", () => {
    const shown = reveal(one, tried(one, "no"));
    expect(shown).toMatchObject({ given: "yes", tries: 1, rightAt: null, isShown: true });
    expect(shown.judgement?.outcome).toBe("right");
  });
});

describe("the summary", () => {
  test("before anything is tried there is nothing to read again", () => {
    expect(summarize(questions, newQuiz(questions))).toEqual({ solved: 0, first: 0, of: 3, reread: [] });
  });

  test("a page is named once for all questions that stumbled on it", () => {
    const state = { one: tried(one, "no"), two: tried(two, "yes"), three: tried(three, "no", "yes") };
    expect(summarize(questions, state)).toEqual({ solved: 2, first: 1, of: 3, reread: ["roc-auc"] });
  });
});
