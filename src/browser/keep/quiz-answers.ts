import type { QuizAnswer } from "#contract/keep.ts";
import type { KeepParts } from "./keep-parts.ts";
import type { SaveOutcome } from "./kept.ts";

export type QuizAnswers = {
  of(quizId: string): Promise<readonly QuizAnswer[]>;
  /** Counts the tries by itself. */
  save(given: Pick<QuizAnswer, "quizId" | "questionId" | "answer" | "right">): Promise<SaveOutcome>;
};

export function createQuizAnswers({ store, feed, now }: KeepParts): QuizAnswers {
  return {
    of: (quizId) => store.list("quizAnswers", `${quizId}/`),
    async save(given) {
      const key = `${given.quizId}/${given.questionId}`;
      const outcome = await store.change("quizAnswers", key, (kept) => ({
        ...given,
        // Who found the answer and then looks at what is said of a wrong one has found it all the same.
        right: given.right || (kept?.right ?? false),
        key,
        tries: (kept?.tries ?? 0) + 1,
        answeredAtMs: now(),
      }));
      feed.publish({ store: "quizAnswers", key });
      return outcome;
    },
  };
}
