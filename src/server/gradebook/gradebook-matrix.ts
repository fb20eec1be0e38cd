import type { Gradebook } from "#contract/api/gradebook.ts";
import { countingSubmission, finalScore, type ScoredSubmission } from "./counting-submission.ts";
import { type AssignmentDates, deadlineFor, isLate } from "./late-loss.ts";

export type BookAssignment = AssignmentDates & {
  readonly id: string;
  readonly labId: string;
  readonly title: string | null;
  readonly points: number;
  readonly counts: "best" | "last";
};
export type BookLearner = {
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  readonly groupId: string | null;
};
export type BookSubmission = ScoredSubmission & { readonly userId: string; readonly assignmentId: string };
export type BookExtension = { readonly assignmentId: string; readonly userId: string; readonly dueAt: Date };

type Book = {
  readonly assignments: readonly BookAssignment[];
  readonly learners: readonly BookLearner[];
  readonly submissions: readonly BookSubmission[];
  readonly extensions: readonly BookExtension[];
  readonly now: Date;
};

/**
 * Learners × assignments. A learner's points are out of the assignments that are due by now or that have a score: work that need not
 * be done yet counts neither for nor against; work that is overdue and missing counts nought.
 */
export function gradebookMatrix(book: Book): Gradebook {
  const submissions = new Map<string, BookSubmission[]>();
  for (const one of book.submissions) submissions.set(keyOf(one), [...(submissions.get(keyOf(one)) ?? []), one]);
  const extensions = new Map(book.extensions.map((one) => [keyOf(one), one.dueAt]));
  return {
    assignments: book.assignments.map(({ id, labId, title, points, dueAt }) => ({
      id,
      labId,
      title,
      points,
      dueAt: dueAt?.toISOString() ?? null,
    })),
    learners: book.learners.map((learner) => {
      const rows = book.assignments.map((assignment) => {
        const key = keyOf({ assignmentId: assignment.id, userId: learner.userId });
        const deadline = deadlineFor(assignment, extensions.get(key) ?? null);
        const own = submissions.get(key) ?? [];
        const counting = countingSubmission(own, assignment.counts);
        const score = counting === null ? null : finalScore(counting);
        const isDue = deadline.dueAt !== null && deadline.dueAt < book.now;
        const cell = {
          assignmentId: assignment.id,
          submissionId: counting?.submissionId ?? null,
          attempts: own.length,
          score,
          isLate: counting !== null && isLate(deadline, counting.submittedAt),
          isOverridden: counting !== null && counting.override !== null,
        };
        const counted = score !== null || isDue;
        return { cell, points: (score ?? 0) * assignment.points, outOf: counted ? assignment.points : 0 };
      });
      return {
        ...learner,
        cells: rows.map(({ cell }) => cell),
        points: rows.reduce((sum, { points }) => sum + points, 0),
        outOf: rows.reduce((sum, { outOf }) => sum + outOf, 0),
      };
    }),
  };
}

function keyOf({ assignmentId, userId }: { readonly assignmentId: string; readonly userId: string }): string {
  return `${assignmentId} ${userId}`;
}
