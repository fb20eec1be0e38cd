import { build } from "#browser/dom/build.ts";
import { areaField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Desk } from "./desk.ts";
import { attempt } from "./loaded.ts";
import type { Submission } from "./submission-view.ts";

export function commentOf(desk: Desk, { body, by, at }: Submission["comments"][number]): HTMLElement {
  return build("figure", { className: "class-comment" }, [
    build("blockquote", {}, [body]),
    build("figcaption", {}, [desk.say("class.comment-by", { name: by, time: desk.time(at) })]),
  ]);
}

export function commentForm(
  desk: Desk,
  { submissionId, line, refresh }: { submissionId: string; line: number | null; refresh: () => void },
): HTMLFormElement {
  const { say } = desk;
  const label = line === null ? say("class.comment-whole") : say("class.comment-line", { line });
  const text = areaField({ label, attributes: { required: "", maxlength: "4000" } });
  const form = build("form", { className: "class-stack" }, [
    text.element,
    build("button", { className: "button", attributes: { type: "submit" } }, [say("class.comment-send")]),
  ]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = { params: { submissionId }, body: { line, body: text.input.value.trim() } };
    const run = () => callServer("post", "/api/submissions/{submissionId}/comments", sent);
    if ((await attempt(desk, { by: form, run, done: say("class.comment-sent") })) !== undefined) refresh();
  });
  return form;
}
