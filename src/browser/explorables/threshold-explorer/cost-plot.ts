import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { axis, axisX, tickAnchor } from "./dot-plot.ts";
import { type Costs, cheapestThreshold, costsPer100, dearest, type ThresholdState } from "./threshold-state.ts";

const plot = { top: 16, bottom: 126, height: 174 };

/** What the mistakes cost at every threshold, and where they cost least, under the prices that the learner sets. */
export function costPanel({ state, words }: { readonly state: ThresholdState; readonly words: Words }): ViewNode {
  const { source, threshold, costs } = state;
  const perThreshold = costsPer100(state);
  const cheapest = cheapestThreshold(perThreshold);
  const cost = (at: number): string => words.number(perThreshold[Math.round(at * 100)] ?? 0, 1);
  const facts = { now: cost(threshold), least: cost(cheapest), at: words.number(cheapest, 2) };
  return h(
    "section",
    { class: "thr-cost" },
    h("p", { class: "thr-title" }, words.say("cost")),
    h(
      "div",
      { class: "thr-prices" },
      price({ name: "falseAlarm", costs, words, label: words.say(`false-alarm.${source}`) }),
      price({ name: "miss", costs, words, label: words.say(`miss.${source}`) }),
    ),
    curve({ perThreshold, threshold, cheapest, words, label: words.say("cost-text", facts) }),
    h("p", {}, words.say("cost-text", facts)),
    h("button", { type: "button", class: "button needs-script", "data-cheapest": cheapest }, words.say("go-cheapest")),
  );
}

function price({
  name,
  costs,
  words,
  label,
}: {
  readonly name: keyof Costs;
  readonly costs: Costs;
  readonly words: Words;
  readonly label: string;
}): ViewNode {
  return h(
    "label",
    { class: "x-range" },
    h("span", {}, label, " ", h("output", { class: "figures" }, words.number(costs[name]))),
    h("input", {
      type: "range",
      class: "needs-script",
      "data-price": name,
      min: 1,
      max: dearest,
      step: 1,
      value: costs[name],
    }),
  );
}

function curve({
  perThreshold,
  threshold,
  cheapest,
  words,
  label,
}: {
  readonly perThreshold: readonly number[];
  readonly threshold: number;
  readonly cheapest: number;
  readonly words: Words;
  readonly label: string;
}): ViewNode {
  const highest = Math.max(...perThreshold);
  const y = (cost: number): number => plot.bottom - (cost / highest) * (plot.bottom - plot.top);
  const at = (place: number): number => y(perThreshold[Math.round(place * 100)] ?? 0);
  const [x, best] = [axisX(threshold), axisX(cheapest)];
  return h(
    "svg",
    {
      class: "thr-costs",
      viewBox: `0 0 ${axis.width} ${plot.height}`,
      "data-drag": "threshold",
      role: "img",
      "aria-label": label,
    },
    h("line", { class: "thr-axis", x1: axis.left, x2: axis.right, y1: plot.bottom, y2: plot.bottom }),
    h("path", {
      class: "thr-curve",
      d: `M${perThreshold.map((cost, i) => `${axisX(i / 100).toFixed(1)} ${y(cost).toFixed(1)}`).join("L")}`,
    }),
    h("line", { class: "thr-now", x1: x, x2: x, y1: plot.top - 8, y2: plot.bottom }),
    h("circle", { class: "thr-point", cx: x, cy: at(threshold), r: 6 }),
    h("path", { class: "thr-best", d: `M${best} ${at(cheapest) - 9}l7 9-7 9-7-9z` }),
    ...[0, 0.25, 0.5, 0.75, 1].map((tick) =>
      h("text", { x: axisX(tick), y: plot.bottom + 20, "text-anchor": tickAnchor(tick) }, words.number(tick, 2)),
    ),
    h("text", { x: axisX(0.5), y: plot.bottom + 42, "text-anchor": "middle" }, words.say("threshold")),
  );
}
