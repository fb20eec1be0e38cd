import { h, type ViewNode } from "#browser/explorables/view/view-node.ts";
import type { Words } from "#browser/explorables/words.ts";
import type { QuizFigure } from "#contract/quiz.ts";

/** The figure of a question, with what it shows in words. */
export function quizFigure({ figure, words }: { readonly figure: QuizFigure; readonly words: Words }): ViewNode {
  switch (figure.kind) {
    case "roc":
      return roc(figure, words);
    case "bar":
      return bar(figure, words);
    case "matrix":
      return matrix(figure, words);
  }
}

type Figure<Kind extends QuizFigure["kind"]> = Extract<QuizFigure, { kind: Kind }>;

const square = { left: 44, top: 12, side: 230 };

function roc(figure: Figure<"roc">, words: Words): ViewNode {
  const { left, top, side } = square;
  const at = ([x, y]: readonly [number, number]): readonly [number, number] => [left + x * side, top + (1 - y) * side];
  const line = (points: readonly (readonly [number, number])[]): string =>
    `M${points.map((point) => at(point).join(" ")).join("L")}`;
  return h(
    "div",
    {},
    h(
      "svg",
      { class: "quiz-figure", viewBox: "0 0 292 290", role: "img", "aria-label": figure.alt },
      h("rect", { class: "quiz-frame", x: left, y: top, width: side, height: side }),
      h("path", {
        class: "quiz-chance",
        d: line([
          [0, 0],
          [1, 1],
        ]),
      }),
      ...[0, 0.5, 1].flatMap((tick) => [
        h(
          "text",
          { x: left + tick * side, y: top + side + 17, "text-anchor": "middle" },
          words.number(tick, tick % 1 === 0 ? 0 : 1),
        ),
        h(
          "text",
          { x: left - 7, y: top + (1 - tick) * side + 4, "text-anchor": "end" },
          words.number(tick, tick % 1 === 0 ? 0 : 1),
        ),
      ]),
      h("text", { x: left + side / 2, y: top + side + 38, "text-anchor": "middle" }, words.say("fpr")),
      h(
        "text",
        { transform: `translate(13 ${top + side / 2}) rotate(-90)`, "text-anchor": "middle" },
        words.say("tpr"),
      ),
      ...figure.curves.map((curve, i) =>
        h("path", { class: "quiz-curve", "data-series": i + 1, d: line(curve.points) }),
      ),
      ...figure.marks.flatMap((mark) => {
        const [x, y] = at(mark.point);
        return [
          h("circle", { class: "quiz-mark", cx: x, cy: y, r: 6 }),
          h("text", { class: "quiz-name", x: x + 10, y: y + 5 }, mark.name),
        ];
      }),
    ),
    h(
      "p",
      { class: "quiz-legend", "aria-hidden": "true" },
      ...figure.curves.map((curve, i) => sample(curve.name, i + 1)),
    ),
  );
}

function sample(name: string, series: number): ViewNode {
  const line = h("path", { class: "quiz-curve", "data-series": series, d: "M1 6h34" });
  return h("span", {}, h("svg", { viewBox: "0 0 36 12", width: 36, height: 12 }, line), name);
}

function bar(figure: Figure<"bar">, words: Words): ViewNode {
  const most = figure.max ?? Math.max(...figure.bars.map(({ value }) => value));
  return h(
    "div",
    { class: "quiz-bars", role: "img", "aria-label": figure.alt },
    ...figure.bars.map(({ name, value }) =>
      h(
        "div",
        { class: "quiz-bar" },
        h("span", {}, name),
        h("span", { class: "quiz-track" }, h("span", { style: `inline-size: ${((100 * value) / most).toFixed(1)}%` })),
        h(
          "span",
          { class: "figures" },
          words.number(value, Number.isInteger(value) ? 0 : 2),
          figure.unit && ` ${figure.unit}`,
        ),
      ),
    ),
  );
}

function matrix(figure: Figure<"matrix">, words: Words): ViewNode {
  return h(
    "table",
    { class: "quiz-matrix" },
    h("caption", { class: "visually-hidden" }, figure.alt),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td", {}, words.say("matrix-corner")),
        ...figure.labels.map((label) => h("th", { scope: "col" }, label)),
      ),
    ),
    h(
      "tbody",
      {},
      ...figure.rows.map((row, i) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, figure.labels[i]),
          ...row.map((count, j) => h("td", { class: "figures", "data-right": i === j }, words.number(count))),
        ),
      ),
    ),
  );
}
