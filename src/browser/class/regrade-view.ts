import { build, buildButton } from "#browser/dom/build.ts";
import { inputField, selectField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Regrade } from "#contract/api/gradebook.ts";
import { formOf } from "./courses-view.ts";
import type { Course, Desk } from "./desk.ts";
import { grid } from "./grid.ts";
import { attempt, loaded } from "./loaded.ts";

const askAgainMs = 2_000;

/** Grading a lab again after it changed: first whose score would change, then apply or discard. */
export function regradeView(desk: Desk, course: Course): HTMLElement {
  const { say } = desk;
  const params = { courseId: course.id };
  const place = build("div", { className: "class-stack" });
  const refresh = () =>
    place.replaceChildren(
      loaded(
        desk,
        () => callServer("get", "/api/courses/{courseId}/regrades", { params }),
        ({ regrades }) =>
          regrades.length === 0
            ? build("p", { className: "class-soft" }, [say("class.regrades-none")])
            : regrades.map((one) => regradePanel(desk, one)),
      ),
    );
  refresh();
  const lab = selectField({
    label: say("class.lab"),
    choices: desk.labs.map(({ labId, title }) => [labId, title] as const),
  });
  const reason = inputField({
    label: say("class.reason"),
    attributes: { required: "", minlength: "3", maxlength: "500" },
  });
  const form = formOf({
    title: say("class.regrade-new"),
    fields: [lab.element, reason.element],
    submit: say("class.regrade-start"),
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = { labId: lab.input.value, reason: reason.input.value.trim() };
    const run = () => callServer("post", "/api/courses/{courseId}/regrades", { params, body });
    if ((await attempt(desk, { by: form, run })) !== undefined) refresh();
  });
  return build("section", { className: "class-stack" }, [
    build("h3", {}, [say("class.tab-regrade")]),
    build("p", { className: "class-soft" }, [say("class.regrade-about")]),
    form,
    place,
  ]);
}

/** Follows a regrade while it runs and the panel is in the page. */
function regradePanel(desk: Desk, first: Regrade): HTMLElement {
  const panel = build("article", { className: "panel class-stack" });
  const params = { courseId: first.courseId, regradeId: first.id };
  const show = (regrade: Regrade) => {
    panel.replaceChildren(...parts(desk, { regrade, show }));
    if (regrade.state !== "previewing") return;
    setTimeout(async () => {
      if (!panel.isConnected) return;
      const read = () => callServer("get", "/api/courses/{courseId}/regrades/{regradeId}", { params });
      const next = await attempt(desk, { by: panel, run: read });
      if (next !== undefined) show(next.answer);
    }, askAgainMs);
  };
  show(first);
  return panel;
}

function parts(desk: Desk, { regrade, show }: { regrade: Regrade; show: (next: Regrade) => void }): Node[] {
  const { say } = desk;
  const { done, total, failed, state, changes } = regrade;
  const progress = build("progress", {
    attributes: { max: `${total}`, value: `${done}`, "aria-label": say("class.regrade-progress") },
  });
  const score = (value: number | null) => (value === null ? "–" : desk.percent(value));
  const list = grid<Regrade["changes"][number]>({
    label: say("class.regrade-changes"),
    language: desk.language,
    empty: say("class.regrade-same"),
    rows: changes,
    columns: [
      { name: say("class.name"), cell: ({ userName }) => userName, by: ({ userName }) => userName },
      { name: say("class.before"), cell: ({ before }) => score(before), by: ({ before }) => before, isNumber: true },
      { name: say("class.after"), cell: ({ after }) => score(after), by: ({ after }) => after, isNumber: true },
    ],
  });
  const settle = (apply: boolean) => async () => {
    const params = { courseId: regrade.courseId, regradeId: regrade.id };
    const run = () =>
      callServer("post", "/api/courses/{courseId}/regrades/{regradeId}/settle", { params, body: { apply } });
    const settled = await attempt(desk, {
      by: bar,
      run,
      done: say(apply ? "class.regrade-applied" : "class.regrade-discarded"),
    });
    if (settled !== undefined) show(settled.answer);
  };
  const apply = buildButton({
    text: say("class.regrade-apply"),
    className: "button primary",
    onPress: () => void settle(true)(),
  });
  const discard = buildButton({ text: say("class.regrade-discard"), onPress: () => void settle(false)() });
  const bar = build("div", { className: "toolbar" }, state === "preview" ? [apply, discard] : [discard]);
  return [
    build("h4", {}, [desk.labTitle(regrade.labId)]),
    build("p", { className: "class-facts" }, [
      build("span", { className: "tag" }, [say(`class.regrade-${state}`)]),
      build("span", {}, [desk.time(regrade.startedAt)]),
      build("span", {}, [regrade.reason]),
    ]),
    build("p", { className: "class-bar" }, [progress, say("class.regrade-done", { done, total, failed })]),
    ...(state === "previewing" ? [] : [list]),
    ...(state === "previewing" || state === "preview" ? [bar] : []),
  ];
}
