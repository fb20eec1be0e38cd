import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { houses } from "./houses.ts";
import { cheapestKUsd, dearestKUsd, errorsKUsd, type OutlierState, predictedKUsd } from "./outlier-state.ts";

export const plot = { left: 46, right: 452, top: 26, bottom: 326, width: 464, height: 376 };
const area = { least: 700, most: 2700 };

function x(areaSqFt: number): number {
  return plot.left + ((areaSqFt - area.least) / (area.most - area.least)) * (plot.right - plot.left);
}
function y(priceKUsd: number): number {
  return plot.bottom - ((priceKUsd - cheapestKUsd) / (dearestKUsd - cheapestKUsd)) * (plot.bottom - plot.top);
}

/** The price at a height within the drawing. */
export function priceAt(height: number): number {
  return cheapestKUsd + ((plot.bottom - height) / (plot.bottom - plot.top)) * (dearestKUsd - cheapestKUsd);
}

export function housePlot({ state, words }: { readonly state: OutlierState; readonly words: Words }): ViewNode {
  const errors = errorsKUsd(state.pricesKUsd);
  const [first, last] = [0, houses.length - 1];
  const ends = [first, last].map((i) => ({ x: houses[i]?.areaSqFt ?? 0, y: predictedKUsd[i] ?? 0 }));
  const slope = ((ends[1]?.y ?? 0) - (ends[0]?.y ?? 0)) / ((ends[1]?.x ?? 1) - (ends[0]?.x ?? 0));
  const lineAt = (areaSqFt: number): number => y((ends[0]?.y ?? 0) + slope * (areaSqFt - (ends[0]?.x ?? 0)));
  return h(
    "svg",
    { class: "out-plot", viewBox: `0 0 ${plot.width} ${plot.height}`, role: "group", "aria-label": words.say("plot") },
    h(
      "defs",
      {},
      h(
        "clipPath",
        { id: "out-clip" },
        h("rect", {
          x: plot.left,
          y: plot.top - 12,
          width: plot.right - plot.left,
          height: plot.bottom - plot.top + 12,
        }),
      ),
    ),
    ...[0, 200, 400, 600].flatMap((price) => [
      h("line", { class: "out-grid", x1: plot.left, x2: plot.right, y1: y(price), y2: y(price) }),
      h("text", { x: plot.left - 7, y: y(price) + 4, "text-anchor": "end" }, words.number(price)),
    ]),
    ...[1000, 1500, 2000, 2500].map((tick) =>
      h("text", { x: x(tick), y: plot.bottom + 20, "text-anchor": "middle" }, words.number(tick)),
    ),
    h("text", { x: (plot.left + plot.right) / 2, y: plot.bottom + 42, "text-anchor": "middle" }, words.say("area")),
    h("text", { x: 2, y: 12 }, words.say("price")),
    h("g", { "clip-path": "url(#out-clip)" }, ...errors.map((error, i) => mark({ error, i, state }))),
    h("line", {
      class: "out-line",
      x1: x(area.least),
      x2: x(area.most),
      y1: lineAt(area.least),
      y2: lineAt(area.most),
    }),
    ...houses.map((_, i) => point({ i, state, error: errors[i] ?? 0, words })),
  );
}

/** The square stands on its error, on the side that has room; the stick is the error itself. */
function mark({
  error,
  i,
  state,
}: {
  readonly error: number;
  readonly i: number;
  readonly state: OutlierState;
}): ViewNode {
  const place = x(houses[i]?.areaSqFt ?? 0);
  const [from, to] = [y(predictedKUsd[i] ?? 0), y(state.pricesKUsd[i] ?? 0)];
  const side = Math.abs(to - from);
  const attributes = { "data-chosen": i === state.chosen, "data-sign": error >= 0 ? "above" : "below" };
  if (state.drawn === "sticks")
    return h("line", { class: "out-stick", ...attributes, x1: place, x2: place, y1: from, y2: to });
  const left = place > (plot.left + plot.right) / 2 ? place - side : place;
  return h("rect", { class: "out-square", ...attributes, x: left, y: Math.min(from, to), width: side, height: side });
}

function point({
  i,
  state,
  error,
  words,
}: {
  readonly i: number;
  readonly state: OutlierState;
  readonly error: number;
  readonly words: Words;
}): ViewNode {
  const price = state.pricesKUsd[i] ?? 0;
  const chosen = i === state.chosen;
  const [cx, cy] = [x(houses[i]?.areaSqFt ?? 0), y(price)];
  const facts = { price: words.number(price), away: words.number(Math.abs(error)) };
  return h(
    "g",
    {
      class: "out-point",
      role: "slider",
      tabindex: chosen ? 0 : -1,
      "data-house": i,
      "data-chosen": chosen,
      "aria-orientation": "vertical",
      "aria-label": words.say("house", { number: i + 1, area: words.number(houses[i]?.areaSqFt ?? 0) }),
      "aria-valuemin": cheapestKUsd,
      "aria-valuemax": dearestKUsd,
      "aria-valuenow": Math.round(price),
      "aria-valuetext": words.say(error >= 0 ? "above" : "below", facts),
    },
    h("circle", { class: "out-reach", cx, cy, r: 17 }),
    h("circle", { class: "out-dot", cx, cy, r: chosen ? 8 : 6 }),
    chosen && h("path", { class: "out-arrows", d: `M${cx} ${cy - 30}l7 9h-14zM${cx} ${cy + 30}l7-9h-14z` }),
  );
}
