import { falsePositiveRate } from "#engine/metrics/false-positive-rate.ts";
import { precision } from "#engine/metrics/precision.ts";
import { recall } from "#engine/metrics/recall.ts";
import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { countsAt, curvesOf, type ThresholdState } from "./threshold-state.ts";

/** The unit square within its drawing, for the page to turn a pointer's place into rates. */
export const square = { left: 44, top: 14, side: 220, width: 280, height: 284 };

/** The ROC curve with the point that the threshold stands for; a pointer on it moves the threshold. */
export function rocPlot({ state, words }: { readonly state: ThresholdState; readonly words: Words }): ViewNode {
  const { roc, auc } = curvesOf(state.rows);
  const counts = countsAt(state);
  const [x, y] = [falsePositiveRate(counts), recall(counts)];
  return h(
    "svg",
    {
      class: "thr-square",
      viewBox: `0 0 ${square.width} ${square.height}`,
      "data-drag": "roc",
      role: "img",
      "aria-label": words.say("roc-text", { x: words.number(x, 2), y: words.number(y, 2), auc: words.number(auc, 3) }),
    },
    ...frame({ words, x: words.say("fpr"), y: words.say("tpr") }),
    h("path", { class: "thr-area", d: `${path(roc.falsePositiveRate, roc.truePositiveRate)}L${at(1, 0)}Z` }),
    h("path", { class: "thr-chance", d: `M${at(0, 0)}L${at(1, 1)}` }),
    h("path", { class: "thr-curve", d: path(roc.falsePositiveRate, roc.truePositiveRate) }),
    h(
      "text",
      { class: "thr-auc", x: square.left + square.side - 8, y: square.top + square.side - 12, "text-anchor": "end" },
      `AUC ${words.number(auc, 3)}`,
    ),
    ...point(x, y),
  );
}

/** Precision over recall; the broken line is the precision of saying yes to everything. */
export function precisionRecallPlot({
  state,
  words,
}: {
  readonly state: ThresholdState;
  readonly words: Words;
}): ViewNode {
  const { precisionRecall } = curvesOf(state.rows);
  const counts = countsAt(state);
  const [x, y] = [recall(counts), precision(counts, { whenUndefined: 1 })];
  const share = (counts.tp + counts.fn) / state.rows.labels.length;
  return h(
    "svg",
    {
      class: "thr-square",
      viewBox: `0 0 ${square.width} ${square.height}`,
      role: "img",
      "aria-label": words.say("pr-text", { x: words.number(x, 2), y: words.number(y, 2) }),
    },
    ...frame({ words, x: words.say("recall"), y: words.say("precision") }),
    h("path", { class: "thr-chance", d: `M${at(0, share)}L${at(1, share)}` }),
    h("path", { class: "thr-curve", d: path(precisionRecall.recall, precisionRecall.precision) }),
    ...point(x, y),
  );
}

function at(x: number, y: number): string {
  return `${(square.left + x * square.side).toFixed(1)} ${(square.top + (1 - y) * square.side).toFixed(1)}`;
}

function path(xs: Float64Array, ys: Float64Array): string {
  return `M${Array.from(xs, (x, i) => at(x, ys[i] ?? 0)).join("L")}`;
}

function point(x: number, y: number): readonly ViewNode[] {
  const [px, py] = at(x, y).split(" ");
  return [
    h("path", { class: "thr-cross", d: `M${at(x, 0)}L${at(x, y)}L${at(0, y)}` }),
    h("circle", { class: "thr-point", cx: px, cy: py, r: 7 }),
  ];
}

function frame({
  words,
  x,
  y,
}: {
  readonly words: Words;
  readonly x: string;
  readonly y: string;
}): readonly ViewNode[] {
  const { left, top, side } = square;
  return [
    h("rect", { class: "thr-frame", x: left, y: top, width: side, height: side }),
    ...[0, 0.5, 1].flatMap((tick) => [
      h(
        "text",
        { x: left + tick * side, y: top + side + 18, "text-anchor": "middle" },
        words.number(tick, tick === 0.5 ? 1 : 0),
      ),
      h(
        "text",
        { x: left - 7, y: top + (1 - tick) * side + 4, "text-anchor": "end" },
        words.number(tick, tick === 0.5 ? 1 : 0),
      ),
    ]),
    h("text", { x: left + side / 2, y: top + side + 38, "text-anchor": "middle" }, x),
    h("text", { transform: `translate(14 ${top + side / 2}) rotate(-90)`, "text-anchor": "middle" }, y),
  ];
}
