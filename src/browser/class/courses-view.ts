import { build } from "#browser/dom/build.ts";
import { inputField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Course, Desk } from "./desk.ts";
import { attempt, loaded } from "./loaded.ts";

/** My courses; joining one by its code; making one for those who may. */
export function coursesView(desk: Desk): HTMLElement {
  const { say, me } = desk;
  const forms = [joinForm(desk), ...(me.user?.role === "learner" ? [] : [createForm(desk)])];
  return build("section", { className: "class-stack" }, [
    build("h2", { attributes: { tabindex: "-1" } }, [say("class.courses")]),
    loaded(
      desk,
      () => callServer("get", "/api/courses", {}),
      ({ courses }) =>
        courses.length === 0
          ? build("p", { className: "class-soft" }, [say("class.courses-none")])
          : build(
              "ul",
              { className: "class-cards" },
              courses.map((course) => card(desk, course)),
            ),
    ),
    build("div", { className: "class-forms" }, forms),
  ]);
}

function card(desk: Desk, { id, title, role, archivedAt, createdAt }: Course): HTMLElement {
  const tab = role === "learner" ? "assignments" : "gradebook";
  const facts = [build("span", { className: "tag" }, [desk.say(`class.role-${role}`)])];
  if (archivedAt !== null) facts.push(build("span", { className: "tag" }, [desk.say("class.archived")]));
  return build("li", { className: "panel" }, [
    build("a", { attributes: { href: desk.hrefOf({ at: "course", courseId: id, tab, rest: [] }) } }, [title]),
    build("p", { className: "class-facts" }, [...facts, desk.say("class.made", { time: desk.time(createdAt) })]),
  ]);
}

function joinForm(desk: Desk): HTMLElement {
  const code = inputField({
    label: desk.say("class.join-code"),
    attributes: { required: "", minlength: "4", maxlength: "20", autocapitalize: "characters", autocomplete: "off" },
  });
  const form = formOf({ title: desk.say("class.join"), fields: [code.element], submit: desk.say("class.join-do") });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const run = () => callServer("post", "/api/join-course", { body: { code: code.input.value.trim() } });
    const joined = await attempt(desk, { by: form, run });
    if (joined !== undefined) desk.go({ at: "course", courseId: joined.answer.id, tab: "assignments", rest: [] });
  });
  return form;
}

function createForm(desk: Desk): HTMLElement {
  const title = inputField({ label: desk.say("class.course-title"), attributes: { required: "", maxlength: "120" } });
  const form = formOf({
    title: desk.say("class.create"),
    fields: [title.element],
    submit: desk.say("class.create-do"),
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const run = () => callServer("post", "/api/courses", { body: { title: title.input.value.trim() } });
    const made = await attempt(desk, { by: form, run });
    if (made !== undefined) desk.go({ at: "course", courseId: made.answer.id, tab: "assignments", rest: [] });
  });
  return form;
}

export function formOf(options: {
  readonly title: string;
  readonly fields: readonly Node[];
  readonly submit: string;
}): HTMLFormElement {
  return build("form", { className: "panel class-stack" }, [
    build("h3", {}, [options.title]),
    ...options.fields,
    build("button", { className: "button primary", attributes: { type: "submit" } }, [options.submit]),
  ]);
}
