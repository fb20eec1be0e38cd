import { build } from "#browser/dom/build.ts";
import { inputField, selectField } from "#browser/dom/fields.ts";
import { drawFigure } from "#browser/figures/draw-figure.ts";
import { addressOf, callServer } from "#browser/server/call-server.ts";
import type { Gradebook } from "#contract/api/gradebook.ts";
import type { Course, Desk } from "./desk.ts";
import { grid } from "./grid.ts";
import { loaded } from "./loaded.ts";
import { scoreFigure, tenths } from "./score-figure.ts";

type Learner = Gradebook["learners"][number];
type Cell = Learner["cells"][number];

/** Learners × assignments: sorted by any column, filtered by name and group, exported, with the distribution of an assignment. */
export function gradebookView(desk: Desk, course: Course): HTMLElement {
  const { say } = desk;
  const params = { courseId: course.id };
  return build("section", { className: "class-stack" }, [
    build("h3", {}, [say("class.tab-gradebook")]),
    exports(desk, course),
    loaded(
      desk,
      () => callServer("get", "/api/courses/{courseId}/gradebook", { params }),
      (book) => [table(desk, course, book), ...(book.assignments.length === 0 ? [] : [chart(desk, book)])],
    ),
  ]);
}

function exports(desk: Desk, course: Course): HTMLElement {
  const { say } = desk;
  const params = { courseId: course.id };
  const file = (text: string, href: string) =>
    build("a", { className: "button", attributes: { href, download: "" } }, [text]);
  const csv = (form: "canvas" | "moodle") =>
    addressOf("/api/courses/{courseId}/grades.csv", { params, query: { form } });
  const links = [file(say("class.export-canvas"), csv("canvas")), file(say("class.export-moodle"), csv("moodle"))];
  if (course.role === "teacher")
    links.push(file(say("class.export-xapi"), addressOf("/api/courses/{courseId}/statements.json", { params })));
  return build("div", { className: "class-stack" }, [
    build("div", { className: "toolbar" }, links),
    build("p", { className: "class-soft" }, [say("class.export-moodle-note")]),
  ]);
}

function table(desk: Desk, course: Course, book: Gradebook): HTMLElement {
  const { say } = desk;
  const name = inputField({ label: say("class.filter-name"), attributes: { type: "search" } });
  const group = selectField({
    label: say("class.group"),
    choices: [["", say("class.group-all")] as const, ...course.groups.map(({ id, name: text }) => [id, text] as const)],
  });
  const place = build("div", {});
  const count = build("p", { className: "class-soft", attributes: { role: "status" } });
  const columns = [
    { name: say("class.name"), cell: (one: Learner) => one.name, by: (one: Learner) => one.name },
    ...book.assignments.map((assignment, i) => ({
      name: desk.titleOf(assignment),
      isNumber: true,
      by: ({ cells }: Learner) => cells[i]?.score ?? null,
      cell: ({ cells, name: learner }: Learner) =>
        cellOf(desk, {
          course,
          cell: cells[i],
          what: say("class.cell-of", { name: learner, title: desk.titleOf(assignment) }),
        }),
    })),
    {
      name: say("class.total"),
      isNumber: true,
      by: ({ points, outOf }: Learner) => (outOf === 0 ? null : points / outOf),
      cell: ({ points, outOf }: Learner) =>
        outOf === 0 ? "–" : say("class.points-of", { points: desk.number(points), of: desk.number(outOf) }),
    },
  ];
  const show = () => {
    const wanted = name.input.value.trim().toLocaleLowerCase(desk.language);
    const rows = book.learners.filter(
      (one) =>
        one.name.toLocaleLowerCase(desk.language).includes(wanted) &&
        (group.input.value === "" || one.groupId === group.input.value),
    );
    count.textContent = say("class.shown", { count: rows.length, of: book.learners.length });
    const empty = say(book.learners.length === 0 ? "class.learners-none" : "class.filter-none");
    place.replaceChildren(grid({ label: say("class.tab-gradebook"), language: desk.language, columns, rows, empty }));
  };
  name.input.addEventListener("input", show);
  group.input.addEventListener("change", show);
  show();
  const filters = course.groups.length === 0 ? [name.element] : [name.element, group.element];
  return build("div", { className: "class-stack" }, [build("div", { className: "class-row" }, filters), count, place]);
}

function cellOf(
  desk: Desk,
  { course, cell, what }: { course: Course; cell: Cell | undefined; what: string },
): Node | string {
  if (cell === undefined || (cell.score === null && cell.attempts === 0)) return "–";
  const { say } = desk;
  const score = cell.score === null ? say("class.waiting") : desk.percent(cell.score);
  const rest = cell.submissionId === null ? [cell.assignmentId] : [cell.assignmentId, cell.submissionId];
  const href = desk.hrefOf({ at: "course", courseId: course.id, tab: "submissions", rest });
  const marks = [
    ...(cell.isLate ? [mark(say("class.late-mark"), say("class.is-late"))] : []),
    ...(cell.isOverridden ? [mark(say("class.override-mark"), say("class.is-overridden"))] : []),
  ];
  const link = build("a", { attributes: { href, title: what } }, [score]);
  return build("span", { className: "class-cell" }, [link, ...marks]);
}

/** A short sign with its meaning for whoever points at it or has it read. */
function mark(sign: string, meaning: string): HTMLElement {
  return build("span", { className: "tag", attributes: { title: meaning } }, [
    build("span", { attributes: { "aria-hidden": "true" } }, [sign]),
    build("span", { className: "visually-hidden" }, [meaning]),
  ]);
}

function chart(desk: Desk, book: Gradebook): HTMLElement {
  const { say } = desk;
  const which = selectField({
    label: say("class.distribution-of"),
    choices: book.assignments.map((one) => [one.id, desk.titleOf(one)] as const),
  });
  const place = build("div", { className: "class-figure" });
  const show = () => {
    const at = book.assignments.findIndex(({ id }) => id === which.input.value);
    const scores = book.learners.flatMap(({ cells }) => cells[at]?.score ?? []);
    const assignment = book.assignments[at];
    place.replaceChildren();
    if (assignment === undefined) return;
    if (scores.length === 0) place.append(build("p", { className: "class-soft" }, [say("class.nothing-graded")]));
    else
      void drawFigure(
        place,
        scoreFigure(desk, { title: desk.titleOf(assignment), counts: tenths(scores) }),
        desk.figureWords,
      );
  };
  which.input.addEventListener("change", show);
  queueMicrotask(show); // a chart is drawn only into what stands in the page
  return build("div", { className: "class-stack" }, [
    build("h4", {}, [say("class.distribution")]),
    build("div", { className: "class-row" }, [which.element]),
    place,
  ]);
}
