import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import type { Course, Desk } from "./desk.ts";
import { grid } from "./grid.ts";
import { attempt, loaded } from "./loaded.ts";

type Entry = AnswerAt<"get", "/api/courses/{courseId}/audit">["entries"][number];

/** Who did what in the course, newest first. */
export function auditView(desk: Desk, course: Course): HTMLElement {
  const { say } = desk;
  const params = { courseId: course.id };
  const load = (before?: string) =>
    callServer("get", "/api/courses/{courseId}/audit", { params, query: before === undefined ? {} : { before } });
  return build("section", { className: "class-stack" }, [
    build("h3", {}, [say("class.tab-audit")]),
    loaded(
      desk,
      () => load(),
      ({ entries }) => {
        const place = build("div", {}, [table(desk, entries)]);
        let all = entries;
        const more = buildButton({
          text: say("class.audit-more"),
          onPress: async () => {
            const next = await attempt(desk, { by: more, run: () => load(all.at(-1)?.at) });
            if (next === undefined) return;
            all = [...all, ...next.answer.entries];
            place.replaceChildren(table(desk, all));
            more.hidden = next.answer.entries.length === 0;
          },
        });
        more.hidden = entries.length < 100;
        return [place, more];
      },
    ),
  ]);
}

function table(desk: Desk, rows: readonly Entry[]): HTMLElement {
  const { say } = desk;
  const detail = ({ detail: facts }: Entry) =>
    Object.entries(facts)
      .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
      .join(" · ");
  return grid<Entry>({
    label: say("class.tab-audit"),
    language: desk.language,
    empty: say("class.audit-none"),
    rows,
    columns: [
      { name: say("class.audit-time"), cell: ({ at }) => desk.time(at), by: ({ at }) => at },
      { name: say("class.audit-who"), cell: ({ actor }) => actor, by: ({ actor }) => actor },
      { name: say("class.audit-what"), cell: ({ action }) => build("code", {}, [action]), by: ({ action }) => action },
      { name: say("class.audit-detail"), cell: (row) => detail(row) },
    ],
  });
}
