import { type Outcome, outcomes } from "../outcome.ts";
import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import type { ScoredRows } from "./scored-rows.ts";
import type { ThresholdState } from "./threshold-state.ts";

/** The score axis, shared by the dots above and the cost curve below. */
export const axis = { left: 16, right: 424, width: 440 };
export function axisX(score: number): number {
  return axis.left + score * (axis.right - axis.left);
}

/** The words at both ends of the axis stay within the drawing. */
export function tickAnchor(tick: number): string {
  return tick === 0 ? "start" : tick === 1 ? "end" : "middle";
}

const plot = { top: 40, middle: 158, bottom: 276, height: 324 };
const binCount = 50;
const gap = 1.2;

/** Every row a brick: positives pile up above the axis, negatives hang below; filled where the model says yes. */
export function dotPlot({ state, words }: { readonly state: ThresholdState; readonly words: Words }): ViewNode {
  const { threshold, source } = state;
  const x = axisX(threshold);
  const label = Math.min(axis.right - 22, Math.max(axis.left + 22, x));
  return h(
    "svg",
    {
      class: "thr-dots",
      viewBox: `0 0 ${axis.width} ${plot.height}`,
      "data-drag": "threshold",
      role: "group",
      "aria-label": words.say("dots"),
    },
    h("rect", { class: "thr-yes", x, y: plot.top - 8, width: axis.right - x, height: plot.bottom - plot.top + 8 }),
    ...outcomes.map((outcome) =>
      h("path", { class: "thr-bricks", "data-outcome": outcome, d: bricks({ rows: state.rows, threshold, outcome }) }),
    ),
    h("line", { class: "thr-axis", x1: axis.left, x2: axis.right, y1: plot.middle, y2: plot.middle }),
    h("text", { class: "thr-class", x: axis.left, y: plot.top + 6 }, words.say(`positive.${source}`)),
    h(
      "text",
      { class: "thr-class", x: axis.right, y: plot.bottom - 2, "text-anchor": "end" },
      words.say(`negative.${source}`),
    ),
    ...[0, 0.25, 0.5, 0.75, 1].map((tick) =>
      h("text", { x: axisX(tick), y: plot.bottom + 20, "text-anchor": tickAnchor(tick) }, words.number(tick, 2)),
    ),
    h("text", { x: axisX(0.5), y: plot.bottom + 42, "text-anchor": "middle" }, words.say(`score.${source}`)),
    h(
      "g",
      {
        class: "thr-handle",
        role: "slider",
        tabindex: 0,
        "data-slider": "threshold",
        "aria-label": words.say("threshold"),
        "aria-valuemin": 0,
        "aria-valuemax": 1,
        "aria-valuenow": threshold,
        "aria-valuetext": words.number(threshold, 2),
      },
      h("line", { x1: x, x2: x, y1: plot.top - 10, y2: plot.bottom + 2 }),
      h("rect", { class: "thr-grip", x: label - 21, y: 2, width: 42, height: 28, rx: 14 }),
      h("text", { class: "thr-grip-text", x: label, y: 21, "text-anchor": "middle" }, words.number(threshold, 2)),
      h("path", { class: "thr-arrows", d: `M${x - 9} ${plot.middle}l-7-6v12zM${x + 9} ${plot.middle}l7-6v12z` }),
    ),
  );
}

/** One path for all bricks of one outcome: four elements to move instead of hundreds. */
function bricks({
  rows,
  threshold,
  outcome,
}: {
  readonly rows: ScoredRows;
  readonly threshold: number;
  readonly outcome: Outcome;
}): string {
  const wanted = outcome === "tp" || outcome === "fn" ? 1 : 0;
  const yes = outcome === "tp" || outcome === "fp";
  const width = (axis.right - axis.left) / binCount;
  const places = stacks(rows);
  const tallest = Math.max(...places.map(({ level }) => level)) + 1;
  const height = Math.min(width, (plot.middle - plot.top) / tallest);
  return places
    .filter(({ label, score }) => label === wanted && score >= threshold === yes)
    .map(({ bin, level }) => {
      const left = axis.left + bin * width + gap / 2;
      const top = wanted === 1 ? plot.middle - (level + 1) * height : plot.middle + level * height + gap;
      return `M${left.toFixed(1)} ${top.toFixed(1)}h${(width - gap).toFixed(1)}v${(height - gap).toFixed(1)}h-${(width - gap).toFixed(1)}z`;
    })
    .join("");
}

function stacks(rows: ScoredRows) {
  const heights = [new Uint16Array(binCount), new Uint16Array(binCount)];
  return rows.scores
    .map((score, i) => ({ score, label: rows.labels[i] ?? 0 }))
    .toSorted((a, b) => a.score - b.score)
    .map(({ score, label }) => {
      const bin = Math.min(binCount - 1, Math.floor(score * binCount));
      const column = heights[label];
      const level = column?.[bin] ?? 0;
      if (column) column[bin] = level + 1;
      return { score, label, bin, level };
    });
}
