import { build } from "#browser/dom/build.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import type { Assignment } from "./find-assignments.ts";
import type { SubmitDesk } from "./submit-words.ts";

/** Said beforehand: that there are hidden checks and how they count, attempts left, the due date and what lateness costs. */
export function termsView(
  { say, percent, time }: SubmitDesk,
  {
    opened: { hiddenChecks, attemptsLeft },
    assignment,
  }: { readonly opened: AnswerAt<"post", "/api/attempts">; readonly assignment: Assignment | null },
): HTMLElement[] {
  const lines = [
    hiddenChecks.count === 0
      ? say("submit.hidden-none")
      : say("submit.hidden", { count: hiddenChecks.count, share: percent(hiddenChecks.share) }),
  ];
  if (attemptsLeft !== null) lines.push(say("submit.attempts-left", { count: attemptsLeft + 1 }));
  const dueAt = assignment?.mine.dueAt ?? null;
  if (dueAt !== null) lines.push(say("submit.due", { time: time(dueAt) }));
  if (dueAt !== null && assignment?.latePolicy.kind === "per-day")
    lines.push(say("submit.loses", { loss: percent(assignment.latePolicy.lossPerDay) }));
  return lines.map((line) => build("p", { className: "lab-small" }, [line]));
}
