import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Course, Desk } from "./desk.ts";
import { grid } from "./grid.ts";
import { loaded } from "./loaded.ts";
import { pickAssignment } from "./pick-assignment.ts";
import { submissionView } from "./submission-view.ts";

/** Submissions of an assignment, or one of them with its code. */
export function submissionsView(
  desk: Desk,
  course: Course,
  [assignmentId, submissionId]: readonly string[],
): HTMLElement {
  if (assignmentId !== undefined && submissionId !== undefined)
    return submissionView(desk, { course, assignmentId, submissionId });
  return pickAssignment(desk, {
    course,
    tab: "submissions",
    chosen: assignmentId,
    show: (assignment) =>
      loaded(
        desk,
        () =>
          callServer("get", "/api/assignments/{assignmentId}/submissions", { params: { assignmentId: assignment.id } }),
        ({ submissions }) => {
          type Row = (typeof submissions)[number];
          const { say } = desk;
          const open = (row: Row) => {
            const href = desk.hrefOf({
              at: "course",
              courseId: course.id,
              tab: "submissions",
              rest: [assignment.id, row.id],
            });
            return build("a", { attributes: { href } }, [row.userName]);
          };
          return grid<Row>({
            label: say("class.tab-submissions"),
            language: desk.language,
            empty: say("class.submissions-none"),
            rows: submissions,
            columns: [
              { name: say("class.name"), cell: open, by: ({ userName }) => userName },
              { name: say("class.attempt"), cell: (row) => `${row.attempt}`, by: (row) => row.attempt, isNumber: true },
              { name: say("class.submitted"), cell: (row) => desk.time(row.submittedAt), by: (row) => row.submittedAt },
              { name: say("class.state"), cell: (row) => say(`class.state-${row.state}`), by: (row) => row.state },
              {
                name: say("class.score"),
                cell: ({ finalScore }) => (finalScore === null ? "–" : desk.percent(finalScore)),
                by: ({ finalScore }) => finalScore,
                isNumber: true,
              },
            ],
          });
        },
      ),
  });
}
