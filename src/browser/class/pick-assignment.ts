import { build } from "#browser/dom/build.ts";
import { selectField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Assignment } from "#contract/api/courses.ts";
import type { Course, Desk } from "./desk.ts";
import { loaded } from "./loaded.ts";
import type { Tab } from "./place.ts";

/** A tab about one assignment: a choice among the course's, kept in the address, and below it what the tab shows of it. */
export function pickAssignment(
  desk: Desk,
  options: {
    readonly course: Course;
    readonly tab: Tab;
    readonly chosen: string | undefined;
    readonly show: (assignment: Assignment) => HTMLElement;
  },
): HTMLElement {
  const { course, tab, chosen, show } = options;
  const load = () => callServer("get", "/api/courses/{courseId}/assignments", { params: { courseId: course.id } });
  const body = loaded(desk, load, ({ assignments }) => {
    const assignment = assignments.find(({ id }) => id === chosen) ?? assignments[0];
    if (assignment === undefined) return build("p", { className: "class-soft" }, [desk.say("class.assignments-none")]);
    const pick = selectField({
      label: desk.say("class.assignment"),
      choices: assignments.map((one) => [one.id, desk.titleOf(one)] as const),
      value: assignment.id,
    });
    const place = build("div", { className: "class-stack" }, [show(assignment)]);
    pick.input.addEventListener("change", () => {
      const next = assignments.find(({ id }) => id === pick.input.value);
      if (next === undefined) return;
      history.replaceState(null, "", desk.hrefOf({ at: "course", courseId: course.id, tab, rest: [next.id] }));
      place.replaceChildren(show(next));
    });
    return [build("div", { className: "class-row" }, [pick.element]), place];
  });
  return build("section", { className: "class-stack" }, [build("h3", {}, [desk.say(`class.tab-${tab}`)]), body]);
}
