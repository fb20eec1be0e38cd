import type { PictureName } from "../sort-fish/deck.ts";
import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { fishOf, othersOf, pairsWalked, rankingScores, type Walk } from "./walk.ts";

const grid = { left: 74, top: 12, side: 300, width: 384, height: 380 };

/** The ROC curve drawn over the grid of pairs: a row a fish, a column another thing, a cell filled if the fish ranks higher. */
export function pairGrid({ walk, words }: { readonly walk: Walk; readonly words: Words }): ViewNode {
  const [fish, others] = [fishOf(walk), othersOf(walk)];
  const [cellWidth, cellHeight] = [grid.side / others.length, grid.side / fish.length];
  const { points } = rankingScores(walk);
  const at = ([x, y]: readonly [number, number]): string =>
    `${(grid.left + x * grid.side).toFixed(1)} ${(grid.top + (1 - y) * grid.side).toFixed(1)}`;
  const drawn = points.slice(0, walk.walked + 1);
  const here = at(drawn.at(-1) ?? [0, 0]).split(" ");
  const size = Math.min(cellWidth, cellHeight) * 0.76;
  return h(
    "svg",
    { class: "walk-grid", viewBox: `0 0 ${grid.width} ${grid.height}`, role: "img", "aria-label": words.say("grid") },
    ...fish.flatMap((_, row) =>
      others.map((__, column) =>
        h("rect", {
          class: "walk-cell",
          x: grid.left + column * cellWidth,
          y: grid.top + grid.side - (row + 1) * cellHeight,
          width: cellWidth,
          height: cellHeight,
        }),
      ),
    ),
    ...pairsWalked(walk).map(({ fishRow, otherColumn, isOrdered }) =>
      h("rect", {
        class: isOrdered ? "walk-right" : "walk-wrong",
        x: grid.left + otherColumn * cellWidth + 2,
        y: grid.top + grid.side - (fishRow + 1) * cellHeight + 2,
        width: cellWidth - 4,
        height: cellHeight - 4,
      }),
    ),
    h("path", { class: "walk-chance", d: `M${at([0, 0])}L${at([1, 1])}` }),
    h("path", { class: "walk-ahead", d: `M${points.map(at).join("L")}` }),
    h("path", { class: "walk-path", d: `M${drawn.map(at).join("L")}` }),
    h("circle", { class: "walk-here", cx: here[0], cy: here[1], r: 8 }),
    ...fish.map((name, row) =>
      photo({ name, size, x: grid.left - size - 8, y: grid.top + grid.side - (row + 0.5) * cellHeight - size / 2 }),
    ),
    ...others.map((name, column) =>
      photo({ name, size, x: grid.left + (column + 0.5) * cellWidth - size / 2, y: grid.top + grid.side + 8 }),
    ),
    h("text", { x: grid.left + grid.side / 2, y: grid.height - 6, "text-anchor": "middle" }, words.say("x-axis")),
    h(
      "text",
      { transform: `translate(11 ${grid.top + grid.side / 2}) rotate(-90)`, "text-anchor": "middle" },
      words.say("y-axis"),
    ),
  );
}

function photo({
  name,
  size,
  x,
  y,
}: {
  readonly name: PictureName;
  readonly size: number;
  readonly x: number;
  readonly y: number;
}): ViewNode {
  return h(
    "g",
    {},
    h("rect", { class: "walk-photo", x, y, width: size, height: size, rx: 3 }),
    h("use", { class: "picture", href: `#picture-${name}`, x: x + 2, y: y + 2, width: size - 4, height: size - 4 }),
  );
}
