import { build, buildButton } from "#browser/dom/build.ts";
import { inputField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import { formOf } from "./courses-view.ts";
import type { Course, Desk } from "./desk.ts";
import { attempt } from "./loaded.ts";

/** The code by which learners join; a new one, or none. */
export function codePanel(desk: Desk, course: Course): HTMLElement {
  const { say } = desk;
  const code = build("p", { className: "class-code-shown" }, [course.joinCode ?? say("class.code-none")]);
  const change = (joinCode: "new" | "none") => async () => {
    const params = { courseId: course.id };
    const run = () => callServer("patch", "/api/courses/{courseId}", { params, body: { joinCode } });
    const changed = await attempt(desk, { by: code, run, done: say("class.saved") });
    if (changed !== undefined) code.textContent = changed.answer.joinCode ?? say("class.code-none");
  };
  return build("div", { className: "panel class-stack" }, [
    build("h3", {}, [say("class.join-code")]),
    build("p", { className: "class-soft" }, [say("class.code-about")]),
    code,
    build("div", { className: "toolbar" }, [
      buildButton({ text: say("class.code-new"), onPress: () => void change("new")() }),
      buildButton({ text: say("class.code-close"), onPress: () => void change("none")() }),
    ]),
  ]);
}

export function groupPanel(desk: Desk, course: Course): HTMLElement {
  const { say } = desk;
  const name = inputField({ label: say("class.group-name"), attributes: { required: "", maxlength: "120" } });
  const reload = () => desk.go({ at: "course", courseId: course.id, tab: "people", rest: [`${Date.now()}`] });
  const list = course.groups.map((group) => {
    const remove = buildButton({
      text: say("class.group-dissolve"),
      className: "button small",
      onPress: async () => {
        const params = { courseId: course.id, groupId: group.id };
        const run = () => callServer("delete", "/api/courses/{courseId}/groups/{groupId}", { params });
        if ((await attempt(desk, { by: remove, run })) !== undefined) reload();
      },
    });
    remove.setAttribute("aria-label", say("class.group-dissolve-of", { name: group.name }));
    return build("li", {}, [group.name, " ", remove]);
  });
  const form = formOf({
    title: say("class.groups"),
    fields: [build("ul", { className: "class-list" }, list), name.element],
    submit: say("class.group-make"),
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = { name: name.input.value.trim() };
    const run = () => callServer("post", "/api/courses/{courseId}/groups", { params: { courseId: course.id }, body });
    if ((await attempt(desk, { by: form, run })) !== undefined) reload();
  });
  return form;
}

/** The course's name, and putting it away without losing anything. */
export function settingsPanel(desk: Desk, course: Course): HTMLElement {
  const { say } = desk;
  const params = { courseId: course.id };
  const title = inputField({
    label: say("class.course-title"),
    value: course.title,
    attributes: { required: "", maxlength: "120" },
  });
  const form = formOf({ title: say("class.course"), fields: [title.element], submit: say("class.save") });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = { title: title.input.value.trim() };
    const run = () => callServer("patch", "/api/courses/{courseId}", { params, body });
    void attempt(desk, { by: form, run, done: say("class.saved") });
  });
  const isArchived = course.archivedAt !== null;
  const archive = buildButton({
    text: say(isArchived ? "class.archive-back" : "class.archive"),
    onPress: async () => {
      const run = () => callServer("patch", "/api/courses/{courseId}", { params, body: { archived: !isArchived } });
      if ((await attempt(desk, { by: archive, run })) !== undefined) desk.go({ at: "courses" });
    },
  });
  form.append(archive);
  return form;
}
