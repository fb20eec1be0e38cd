import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import { checkResults } from "./check-results.ts";
import { codeLines } from "./code-lines.ts";
import { commentForm, commentOf } from "./comments.ts";
import type { Course, Desk } from "./desk.ts";
import { readLabPage } from "./lab-page.ts";
import { loaded } from "./loaded.ts";
import { overrideForm } from "./override-form.ts";

export type Submission = AnswerAt<"get", "/api/submissions/{submissionId}">;

/** One submission: its result, its code beside the starter, comments, and a score by hand. */
export function submissionView(
  desk: Desk,
  { course, assignmentId, submissionId }: { course: Course; assignmentId: string; submissionId: string },
): HTMLElement {
  const { say } = desk;
  const params = { submissionId };
  const load = async () => {
    const [submission, code] = await Promise.all([
      callServer("get", "/api/submissions/{submissionId}", { params }),
      callServer("get", "/api/submissions/{submissionId}/source", { params }),
    ]);
    return { submission, code, page: await readLabPage(desk, submission.labId) };
  };
  const place = build("div", { className: "class-stack" });
  const refresh = () =>
    place.replaceChildren(
      loaded(desk, load, ({ submission, code, page }) => {
        const { result, comments } = submission;
        const place = { submissionId, refresh };
        const general = comments.filter(({ line }) => line === null);
        return [
          head(desk, submission),
          build("h4", {}, [say("class.result")]),
          result === null
            ? build("p", { className: "class-soft" }, [say(`class.state-${submission.state}`)])
            : checkResults(desk, result, page),
          build("h4", {}, [say("class.code")]),
          build("p", { className: "class-soft" }, [say("class.code-compared")]),
          codeLines(desk, {
            ...code,
            below: (line) => comments.filter((one) => one.line === line).map((one) => commentOf(desk, one)),
            onLine: (line, at) => {
              at.querySelector("form")?.remove();
              const form = commentForm(desk, { ...place, line });
              at.append(form);
              form.querySelector("textarea")?.focus();
            },
          }),
          build("h4", {}, [say("class.comments")]),
          ...general.map((one) => commentOf(desk, one)),
          commentForm(desk, { ...place, line: null }),
          ...(course.role === "teacher" ? [overrideForm(desk, { submission, refresh })] : []),
        ];
      }),
    );
  refresh();
  const back = desk.hrefOf({ at: "course", courseId: course.id, tab: "submissions", rest: [assignmentId] });
  return build("section", { className: "class-stack" }, [
    build("a", { className: "class-back", attributes: { href: back } }, [say("class.tab-submissions")]),
    place,
    buildButton({ text: say("class.refresh"), className: "button small", onPress: refresh }),
  ]);
}

function head(desk: Desk, submission: Submission): HTMLElement {
  const { say } = desk;
  const { result, lateLoss, override, finalScore } = submission;
  const rows: (readonly [string, string])[] = [
    [say("class.lab"), desk.labTitle(submission.labId)],
    [say("class.attempt"), `${submission.attempt}`],
    [say("class.submitted"), desk.time(submission.submittedAt)],
    [say("class.score-run"), result === null ? "–" : desk.percent(result.score)],
    [say("class.score-late"), lateLoss === 0 ? "–" : desk.percent(lateLoss)],
    [say("class.score-final"), finalScore === null ? "–" : desk.percent(finalScore)],
  ];
  if (override !== null)
    rows.push([
      say("class.override"),
      say("class.override-fact", { by: override.by, score: desk.percent(override.score), reason: override.reason }),
    ]);
  return build("div", { className: "class-stack" }, [
    build("h3", {}, [submission.userName]),
    build(
      "dl",
      { className: "class-facts-list" },
      rows.map(([name, value]) => build("div", {}, [build("dt", {}, [name]), build("dd", {}, [value])])),
    ),
  ]);
}
