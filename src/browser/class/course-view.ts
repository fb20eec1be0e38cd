import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Course, Desk } from "./desk.ts";
import { loaded } from "./loaded.ts";
import { type Place, type Tab, tabs } from "./place.ts";

type CoursePlace = Extract<Place, { at: "course" }>;
/** A view of a course; it is fetched when its tab is opened first. */
export type CourseTab = (desk: Desk, course: Course, rest: readonly string[]) => HTMLElement;

const views: Readonly<Record<Tab, () => Promise<CourseTab>>> = {
  assignments: () => import("./assignments-view.ts").then(({ assignmentsView }) => assignmentsView),
  gradebook: () => import("./gradebook-view.ts").then(({ gradebookView }) => gradebookView),
  submissions: () => import("./submissions-view.ts").then(({ submissionsView }) => submissionsView),
  insights: () => import("./insights-view.ts").then(({ insightsView }) => insightsView),
  similarity: () => import("./similarity-view.ts").then(({ similarityView }) => similarityView),
  people: () => import("./people-view.ts").then(({ peopleView }) => peopleView),
  regrade: () => import("./regrade-view.ts").then(({ regradeView }) => regradeView),
  audit: () => import("./audit-view.ts").then(({ auditView }) => auditView),
};
const tabsOf: Readonly<Record<Course["role"], readonly Tab[]>> = {
  learner: ["assignments"],
  assistant: ["assignments", "gradebook", "submissions", "insights", "people"],
  teacher: tabs,
};

/** A course: its name, its tabs as links, and what the tab shows. */
export function courseView(desk: Desk, place: CoursePlace): HTMLElement {
  const { courseId } = place;
  const load = async () => {
    const course = await callServer("get", "/api/courses/{courseId}", { params: { courseId } });
    const open = tabsOf[course.role];
    const tab = open.includes(place.tab) ? place.tab : (open[0] ?? "assignments");
    return { course, open, tab, view: await views[tab]() };
  };
  return loaded(desk, load, ({ course, open, tab, view }) => [
    build("a", { className: "class-back", attributes: { href: desk.hrefOf({ at: "courses" }) } }, [
      desk.say("class.courses"),
    ]),
    build("h2", { attributes: { tabindex: "-1" } }, [course.title]),
    build("nav", { className: "class-tabs", attributes: { "aria-label": desk.say("class.tabs") } }, [
      build(
        "ul",
        {},
        open.map((one) => {
          const href = desk.hrefOf({ at: "course", courseId, tab: one, rest: [] });
          const attributes = { href, ...(one === tab ? { "aria-current": "page" } : {}) };
          return build("li", {}, [build("a", { attributes }, [desk.say(`class.tab-${one}`)])]);
        }),
      ),
    ]),
    view(desk, course, tab === place.tab ? place.rest : []),
  ]);
}
