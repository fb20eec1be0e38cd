import { callServer } from "#browser/server/call-server.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import type { SubmitDesk } from "./submit-words.ts";

export type Assignment = AnswerAt<"get", "/api/courses/{courseId}/assignments">["assignments"][number];
/** What a submission can be for: an assignment of a class, or nobody but oneself. */
export type Target = { readonly text: string; readonly assignment: Assignment | null };

/** Assignments of my classes that are this lab, the next due first; then none. */
export async function findAssignments({ say, facts }: SubmitDesk): Promise<Target[]> {
  const { courses } = await callServer("get", "/api/courses", {});
  const lists = await Promise.all(
    courses
      .filter(({ archivedAt }) => archivedAt === null)
      .map(async ({ id, title }) => {
        const { assignments } = await callServer("get", "/api/courses/{courseId}/assignments", {
          params: { courseId: id },
        });
        return assignments
          .filter(({ labId }) => labId === facts.labId)
          .map((assignment) => ({ text: `${title}: ${assignment.title ?? facts.title}`, assignment }));
      }),
  );
  const due = ({ assignment }: { readonly assignment: Assignment }): string => assignment.mine.dueAt ?? "9999";
  return [
    ...lists.flat().sort((a, b) => (due(a) < due(b) ? -1 : 1)),
    { text: say("submit.for-practice"), assignment: null },
  ];
}
