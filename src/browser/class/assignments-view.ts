import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Assignment } from "#contract/api/courses.ts";
import { assignmentForm } from "./assignment-form.ts";
import type { Course, Desk } from "./desk.ts";
import { extensionsPanel } from "./extensions-panel.ts";
import { attempt, loaded } from "./loaded.ts";

/** Labs set as assignments: for learners what is due and how they stand, for teachers also making and changing them. */
export function assignmentsView(desk: Desk, course: Course): HTMLElement {
  const { say } = desk;
  const place = build("div", { className: "class-stack" });
  const refresh = () =>
    place.replaceChildren(
      loaded(
        desk,
        () => callServer("get", "/api/courses/{courseId}/assignments", { params: { courseId: course.id } }),
        ({ assignments }) =>
          assignments.length === 0
            ? build("p", { className: "class-soft" }, [say("class.assignments-none")])
            : build(
                "ul",
                { className: "class-cards" },
                assignments.map((one) => card(desk, { course, assignment: one, refresh })),
              ),
      ),
    );
  refresh();
  const make = course.role === "teacher" ? [makePanel(desk, course, refresh)] : [];
  return build("section", { className: "class-stack" }, [
    build("h3", {}, [say("class.tab-assignments")]),
    place,
    ...make,
  ]);
}

function makePanel(desk: Desk, course: Course, refresh: () => void): HTMLElement {
  const form = assignmentForm(desk, {
    title: desk.say("class.assignment-new"),
    submit: desk.say("class.assignment-make"),
    save: async (body) => {
      await callServer("post", "/api/courses/{courseId}/assignments", { params: { courseId: course.id }, body });
      refresh();
    },
  });
  return build("details", { className: "class-more" }, [
    build("summary", {}, [desk.say("class.assignment-new")]),
    form,
  ]);
}

function card(desk: Desk, options: { course: Course; assignment: Assignment; refresh: () => void }): HTMLElement {
  const { course, assignment, refresh } = options;
  const lab = desk.labs.find(({ labId }) => labId === assignment.labId);
  const title = desk.titleOf(assignment);
  const name =
    lab === undefined
      ? title
      : build("a", { attributes: { href: `${lab.href}#assignment=${assignment.id}` } }, [title]);
  const parts: Node[] = [build("h4", {}, [name]), facts(desk, assignment)];
  if (course.role === "learner") parts.push(standing(desk, assignment));
  else parts.push(places(desk, course, assignment));
  if (course.role === "teacher") parts.push(...teacherParts(desk, { assignment, title, refresh }));
  return build("li", { className: "panel class-stack" }, parts);
}

function facts(desk: Desk, assignment: Assignment): HTMLElement {
  const { say, time } = desk;
  const { latePolicy, dueAt, mine } = assignment;
  const due = mine.dueAt ?? dueAt;
  const rows: (readonly [string, string])[] = [
    [say("class.points"), desk.number(assignment.points)],
    [say("class.opens"), assignment.opensAt === null ? say("class.at-once") : time(assignment.opensAt)],
    [say("class.due"), due === null ? say("class.never") : time(due)],
    [say("class.closes"), assignment.closesAt === null ? say("class.never") : time(assignment.closesAt)],
    [say("class.late"), lateWords(desk, latePolicy)],
    [say("class.attempts"), assignment.maxAttempts === null ? say("class.no-limit") : `${assignment.maxAttempts}`],
    [say("class.counts"), say(`class.counts-${assignment.counts}`)],
  ];
  return build(
    "dl",
    { className: "class-facts-list" },
    rows.map(([name, value]) => build("div", {}, [build("dt", {}, [name]), build("dd", {}, [value])])),
  );
}

function lateWords(desk: Desk, policy: Assignment["latePolicy"]): string {
  if (policy.kind !== "per-day") return desk.say(`class.late-${policy.kind}`);
  return desk.say("class.late-per-day-fact", {
    loss: desk.percent(policy.lossPerDay),
    floor: desk.percent(policy.floor),
  });
}

function standing(desk: Desk, { mine }: Assignment): HTMLElement {
  const score = mine.score === null ? desk.say("class.not-graded") : desk.percent(mine.score);
  return build("p", {}, [desk.say("class.mine", { score, attempts: mine.attemptsUsed })]);
}

function places(desk: Desk, course: Course, { id }: Assignment): HTMLElement {
  const link = (tab: "submissions" | "insights") =>
    build("a", { attributes: { href: desk.hrefOf({ at: "course", courseId: course.id, tab, rest: [id] }) } }, [
      desk.say(`class.tab-${tab}`),
    ]);
  return build("p", { className: "class-facts" }, [link("submissions"), link("insights")]);
}

function teacherParts(desk: Desk, options: { assignment: Assignment; title: string; refresh: () => void }): Node[] {
  const { assignment, title, refresh } = options;
  const { say } = desk;
  const params = { assignmentId: assignment.id };
  const form = assignmentForm(desk, {
    title: say("class.change-of", { name: title }),
    submit: say("class.save"),
    from: assignment,
    save: async (body) => {
      await callServer("put", "/api/assignments/{assignmentId}", { params, body });
      refresh();
    },
  });
  const remove = buildButton({
    text: say("class.assignment-remove"),
    className: "button small",
    onPress: async () => {
      const run = () => callServer("delete", "/api/assignments/{assignmentId}", { params });
      if ((await attempt(desk, { by: remove, run, done: say("class.removed", { name: title }) })) !== undefined)
        refresh();
    },
  });
  const change = build("details", { className: "class-more" }, [
    build("summary", {}, [say("class.change")]),
    form,
    remove,
  ]);
  const extend = build("details", { className: "class-more" }, [build("summary", {}, [say("class.extensions")])]);
  extend.addEventListener("toggle", () => extend.append(extensionsPanel(desk, assignment)), { once: true });
  return [change, extend];
}
