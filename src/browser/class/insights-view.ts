import { build } from "#browser/dom/build.ts";
import { drawFigure } from "#browser/figures/draw-figure.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Assignment } from "#contract/api/courses.ts";
import type { Insights } from "#contract/api/gradebook.ts";
import type { Course, Desk } from "./desk.ts";
import { type LabPage, readLabPage } from "./lab-page.ts";
import { loaded } from "./loaded.ts";
import { pickAssignment } from "./pick-assignment.ts";
import { scoreFigure } from "./score-figure.ts";

/** How the class fares in an assignment: the distribution, the checks that fail most, the commonest mistakes. */
export function insightsView(desk: Desk, course: Course, [chosen]: readonly string[]): HTMLElement {
  return pickAssignment(desk, {
    course,
    tab: "insights",
    chosen,
    show: (assignment) =>
      loaded(
        desk,
        async () => {
          const params = { assignmentId: assignment.id };
          const [insights, page] = await Promise.all([
            callServer("get", "/api/assignments/{assignmentId}/insights", { params }),
            readLabPage(desk, assignment.labId),
          ]);
          return { insights, page };
        },
        ({ insights, page }) => parts(desk, { assignment, insights, page }),
      ),
  });
}

function parts(desk: Desk, options: { assignment: Assignment; insights: Insights; page: LabPage }): Node[] {
  const { assignment, insights, page } = options;
  const { say } = desk;
  const { submissions, learners, failedChecks, mistakes } = insights;
  const counts = build("p", {}, [say("class.insights-counts", { submissions, learners })]);
  if (learners === 0) return [counts];
  const chart = build("div", { className: "class-figure" });
  const figure = scoreFigure(desk, { title: desk.titleOf(assignment), counts: insights.distribution });
  queueMicrotask(() => void drawFigure(chart, figure, desk.figureWords)); // once it stands in the page
  const checkName = (id: string) => {
    const category = hiddenCategories.find((one) => id === `hidden:${one}`);
    return category === undefined ? page.check(id) : say(`class.hidden-${category}`);
  };
  return [
    counts,
    chart,
    build("h4", {}, [say("class.failed-checks")]),
    bars(
      desk,
      failedChecks.map((one) => ({ ...one, about: checkName(one.checkId) })),
      say("class.failed-none"),
    ),
    build("h4", {}, [say("class.mistakes")]),
    bars(
      desk,
      mistakes.map((one) => ({ ...one, about: page.mistake(one.mistake) ?? one.mistake })),
      say("class.mistakes-none"),
    ),
  ];
}

const hiddenCategories = ["correctness", "edge-case", "scale", "robustness"] as const;

type Bar = { readonly about: Node | string; readonly learners: number; readonly share: number };

function bars(desk: Desk, rows: readonly Bar[], empty: string): HTMLElement {
  if (rows.length === 0) return build("p", { className: "class-soft" }, [empty]);
  return build(
    "ul",
    { className: "class-bars" },
    rows.map(({ about, learners, share }) => {
      const words = desk.say("class.learners-share", { count: learners, share: desk.percent(share) });
      const meter = build("meter", { attributes: { min: "0", max: "1", value: `${share}`, "aria-label": words } });
      return build("li", {}, [build("p", {}, [about]), build("p", { className: "class-bar" }, [meter, words])]);
    }),
  );
}
