import { build } from "#browser/dom/build.ts";
import { inputField, instantOf, localTime, selectField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Assignment } from "#contract/api/courses.ts";
import type { Desk } from "./desk.ts";
import { grid } from "./grid.ts";
import { attempt, loaded } from "./loaded.ts";

/** Later due dates of single learners, and a form that gives one. */
export function extensionsPanel(desk: Desk, assignment: Assignment): HTMLElement {
  const { say } = desk;
  const place = build("div", { className: "class-stack" });
  const params = { assignmentId: assignment.id };
  const load = async () => {
    const [{ extensions }, { members }] = await Promise.all([
      callServer("get", "/api/assignments/{assignmentId}/extensions", { params }),
      callServer("get", "/api/courses/{courseId}/members", { params: { courseId: assignment.courseId } }),
    ]);
    return { extensions, learners: members.filter(({ role }) => role === "learner") };
  };
  const refresh = () =>
    place.replaceChildren(
      loaded(desk, load, ({ extensions, learners }) => {
        const nameOf = (id: string) => learners.find(({ userId }) => userId === id)?.name ?? id;
        const list = grid({
          label: say("class.extensions"),
          language: desk.language,
          empty: say("class.extensions-none"),
          rows: extensions,
          columns: [
            { name: say("class.name"), cell: ({ userId }) => nameOf(userId), by: ({ userId }) => nameOf(userId) },
            { name: say("class.due"), cell: ({ dueAt }) => desk.time(dueAt), by: ({ dueAt }) => dueAt },
            { name: say("class.reason"), cell: ({ reason }) => reason },
          ],
        });
        const who = selectField({
          label: say("class.learner"),
          choices: learners.map(({ userId, name }) => [userId, name] as const),
        });
        const until = inputField({
          label: say("class.due"),
          value: localTime(assignment.dueAt),
          attributes: { type: "datetime-local", required: "" },
        });
        const why = inputField({
          label: say("class.reason"),
          attributes: { required: "", minlength: "3", maxlength: "500" },
        });
        const submit = build("button", { className: "button", attributes: { type: "submit" } }, [
          say("class.extension-give"),
        ]);
        const form = build("form", { className: "class-stack" }, [
          build("div", { className: "class-row" }, [who.element, until.element, why.element]),
          submit,
        ]);
        form.addEventListener("submit", async (event) => {
          event.preventDefault();
          const dueAt = instantOf(until.input.value);
          if (dueAt === null) return;
          const given = {
            params: { ...params, userId: who.input.value },
            body: { dueAt, reason: why.input.value.trim() },
          };
          const run = () => callServer("put", "/api/assignments/{assignmentId}/extensions/{userId}", given);
          if ((await attempt(desk, { by: form, run, done: say("class.saved") })) !== undefined) refresh();
        });
        return learners.length === 0 ? [list] : [list, form];
      }),
    );
  refresh();
  return place;
}
