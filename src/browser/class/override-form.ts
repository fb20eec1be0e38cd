import { build } from "#browser/dom/build.ts";
import { inputField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Desk } from "./desk.ts";
import { attempt } from "./loaded.ts";
import type { Submission } from "./submission-view.ts";

/** A score by hand, with its reason; empty takes it back. */
export function overrideForm(
  desk: Desk,
  { submission, refresh }: { readonly submission: Submission; readonly refresh: () => void },
): HTMLElement {
  const { say } = desk;
  const value = submission.override === null ? "" : `${Math.round(submission.override.score * 1000) / 10}`;
  const score = inputField({
    label: say("class.override-score"),
    value,
    attributes: { type: "number", min: "0", max: "100", step: "0.1" },
    help: say("class.override-help"),
  });
  const reason = inputField({
    label: say("class.reason"),
    attributes: { required: "", minlength: "3", maxlength: "500" },
  });
  const form = build("form", { className: "class-stack" }, [
    build("div", { className: "class-row" }, [score.element, reason.element]),
    build("button", { className: "button", attributes: { type: "submit" } }, [say("class.save")]),
  ]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const share = score.input.value === "" ? null : score.input.valueAsNumber / 100;
    const sent = { params: { submissionId: submission.id }, body: { score: share, reason: reason.input.value.trim() } };
    const run = () => callServer("put", "/api/submissions/{submissionId}/override", sent);
    if ((await attempt(desk, { by: form, run, done: say("class.saved") })) !== undefined) refresh();
  });
  return build("details", { className: "class-more" }, [build("summary", {}, [say("class.override")]), form]);
}
