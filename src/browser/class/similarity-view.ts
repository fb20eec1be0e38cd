import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { SimilarPair } from "#contract/api/gradebook.ts";
import type { Course, Desk } from "./desk.ts";
import { grid } from "./grid.ts";
import { loaded } from "./loaded.ts";
import { pickAssignment } from "./pick-assignment.ts";

/** Pairs whose code is alike, and two of them side by side with the shared places marked. */
export function similarityView(desk: Desk, course: Course, [chosen]: readonly string[]): HTMLElement {
  const { say } = desk;
  return pickAssignment(desk, {
    course,
    tab: "similarity",
    chosen,
    show: (assignment) => {
      const beside = build("div", { className: "class-stack" });
      const params = { assignmentId: assignment.id };
      const list = loaded(
        desk,
        () => callServer("get", "/api/assignments/{assignmentId}/similarity", { params }),
        ({ pairs }) =>
          grid<SimilarPair>({
            label: say("class.tab-similarity"),
            language: desk.language,
            empty: say("class.similarity-none"),
            rows: pairs,
            columns: [
              { name: say("class.similarity-one"), cell: ({ left }) => left.userName, by: ({ left }) => left.userName },
              {
                name: say("class.similarity-other"),
                cell: ({ right }) => right.userName,
                by: ({ right }) => right.userName,
              },
              {
                name: say("class.similarity-share"),
                cell: ({ similarity }) => desk.percent(similarity),
                by: ({ similarity }) => similarity,
                isNumber: true,
              },
              {
                name: say("class.actions"),
                cell: (pair) => {
                  const button = buildButton({
                    text: say("class.similarity-open"),
                    className: "button small",
                    onPress: () => {
                      beside.replaceChildren(pairView(desk, pair));
                      beside.scrollIntoView({ block: "start" });
                    },
                  });
                  const names = { one: pair.left.userName, other: pair.right.userName };
                  button.setAttribute("aria-label", say("class.similarity-open-of", names));
                  return button;
                },
              },
            ],
          }),
      );
      return build("div", { className: "class-stack" }, [
        build("p", { className: "status", attributes: { "data-tone": "warn" } }, [say("class.similarity-about")]),
        list,
        beside,
      ]);
    },
  });
}

function pairView(desk: Desk, pair: SimilarPair): HTMLElement {
  const source = (submissionId: string) =>
    callServer("get", "/api/submissions/{submissionId}/source", { params: { submissionId } });
  return loaded(
    desk,
    async () => Promise.all([source(pair.left.submissionId), source(pair.right.submissionId)]),
    ([left, right]) => {
      const [inLeft, inRight] = [pair.regions.map((region) => region.left), pair.regions.map((region) => region.right)];
      const facts = { one: pair.left.userName, other: pair.right.userName, share: desk.percent(pair.similarity) };
      return [
        build("h4", { attributes: { tabindex: "-1" } }, [desk.say("class.similarity-pair", facts)]),
        build("div", { className: "class-beside" }, [
          side(desk, { name: pair.left.userName, source: left.source, regions: inLeft }),
          side(desk, { name: pair.right.userName, source: right.source, regions: inRight }),
        ]),
      ];
    },
  );
}

type Side = {
  readonly name: string;
  readonly source: string;
  readonly regions: readonly (readonly [number, number])[];
};

/** Lines of a shared place bear its number, the same on both sides. */
function side(desk: Desk, { name, source, regions }: Side): HTMLElement {
  const items = source.split("\n").map((text, i) => {
    const line = i + 1;
    const at = regions.findIndex(([from, to]) => line >= from && line <= to);
    const number = build("span", { className: "class-line", attributes: { "aria-hidden": "true" } }, [`${line}`]);
    const begins = at >= 0 && regions[at]?.[0] === line;
    const tag = begins
      ? [build("span", { className: "tag" }, [desk.say("class.similarity-place", { number: at + 1 })])]
      : [];
    const code = build("code", {}, [text === "" ? "\u200b" : text]);
    return build("li", at >= 0 ? { attributes: { "data-shared": `${at + 1}` } } : {}, [number, code, ...tag]);
  });
  return build("div", { className: "class-stack" }, [
    build("h5", {}, [name]),
    build(
      "div",
      {
        className: "class-scroll class-source",
        attributes: { role: "region", tabindex: "0", "aria-label": desk.say("class.code-of", { name }) },
      },
      [build("ol", {}, items)],
    ),
  ]);
}
