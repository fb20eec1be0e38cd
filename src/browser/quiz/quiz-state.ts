import type { QuizQuestion } from "#contract/quiz.ts";
import { blank, type Given } from "./given.ts";
import { type Judgement, judge, rightAnswer } from "./judge.ts";

/** One question as the learner has it before them. */
export type Try = {
  readonly given: Given;
  /** Of the answer as it was when checked; gone as soon as the answer changes. */
  readonly judgement: Judgement | null;
  readonly tries: number;
  /** The try at which it was right, as long as it is not known to be wrong since; null = not yet. */
  readonly rightAt: number | null;
  readonly isShown: boolean;
};
export type QuizState = Readonly<Record<string, Try>>;

export function newQuiz(questions: readonly QuizQuestion[]): QuizState {
  return Object.fromEntries(questions.map((question) => [question.id, newTry(question)]));
}

export function newTry(question: QuizQuestion): Try {
  return { given: blank(question), judgement: null, tries: 0, rightAt: null, isShown: false };
}

export function answer(state: Try, given: Given): Try {
  return { ...state, given, judgement: null, isShown: false };
}

/** A blank answer or an unreadable number is no try. The first right answer stays on record. */
export function check(question: QuizQuestion, state: Try): Try {
  const judgement = judge(question, state.given);
  if (judgement.outcome === "blank" || judgement.outcome === "no-number") return { ...state, judgement };
  const tries = state.tries + 1;
  return { ...state, judgement, tries, rightAt: state.rightAt ?? (judgement.outcome === "right" ? tries : null) };
}

/** The right answer, explained, on request: no try, and not counted as solved. */
export function reveal(question: QuizQuestion, state: Try): Try {
  const given = rightAnswer(question);
  return { ...state, given, judgement: judge(question, given), isShown: true };
}

export type QuizSummary = {
  readonly solved: number;
  readonly first: number;
  readonly of: number;
  /** Pages of questions that were tried and not right at once, each once, in the order of the quiz. */
  readonly reread: readonly string[];
};

export function summarize(questions: readonly QuizQuestion[], state: QuizState): QuizSummary {
  const tries = questions.map((question) => ({
    question,
    rightAt: state[question.id]?.rightAt,
    tries: state[question.id]?.tries ?? 0,
  }));
  const stumbled = tries.filter((one) => one.tries > 0 && one.rightAt !== 1);
  return {
    solved: tries.filter((one) => one.rightAt !== null && one.rightAt !== undefined).length,
    first: tries.filter((one) => one.rightAt === 1).length,
    of: questions.length,
    reread: [...new Set(stumbled.flatMap(({ question }) => question.reread ?? []))],
  };
}
