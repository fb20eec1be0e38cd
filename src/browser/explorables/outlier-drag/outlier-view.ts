import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { housePlot } from "./house-plot.ts";
import {
  type ErrorName,
  errorNames,
  errorsKUsd,
  errorsOf,
  type OutlierState,
  partOf,
  startState,
} from "./outlier-state.ts";

export function outlierView({
  state,
  words,
}: {
  readonly state: OutlierState;
  readonly words: Words;
}): readonly ViewNode[] {
  const moved = state.pricesKUsd.some((price, i) => price !== startState.pricesKUsd[i]);
  return [
    h(
      "div",
      { class: "out-board" },
      h(
        "div",
        { class: "out-left" },
        h(
          "div",
          { class: "toolbar needs-script", role: "group", "aria-label": words.say("draw") },
          drawn({ name: "squares", state, words }),
          drawn({ name: "sticks", state, words }),
        ),
        housePlot({ state, words }),
      ),
      h(
        "div",
        { class: "out-right" },
        bars({ state, words }),
        h("p", { class: "status out-part" }, partText({ state, words })),
        h(
          "div",
          { class: "toolbar needs-script" },
          h("button", { type: "button", class: "button", "data-outlier": true }, words.say("make-outlier")),
          moved && h("button", { type: "button", class: "button quiet", "data-back": true }, words.say("put-back")),
        ),
      ),
    ),
  ];
}

/** The part that one house has in the squared and in the absolute error: where the measures part ways. */
export function partText({ state, words }: { readonly state: OutlierState; readonly words: Words }): string {
  const { squared, absolute } = partOf(state);
  const error = errorsKUsd(state.pricesKUsd)[state.chosen] ?? 0;
  return words.say("part", {
    number: state.chosen + 1,
    away: words.number(Math.abs(error)),
    squared: words.percent(squared),
    absolute: words.percent(absolute),
  });
}

export function outlierSummary({ state, words }: { readonly state: OutlierState; readonly words: Words }): string {
  const errors = errorsOf(state.pricesKUsd);
  const list = errorNames.map((name) => `${name.toUpperCase()} ${valueText({ name, value: errors[name], words })}`);
  return `${list.join("; ")}. ${partText({ state, words })}`;
}

function drawn({
  name,
  state,
  words,
}: {
  readonly name: OutlierState["drawn"];
  readonly state: OutlierState;
  readonly words: Words;
}): ViewNode {
  const pressed = String(state.drawn === name);
  return h("button", { type: "button", class: "button", "data-drawn": name, "aria-pressed": pressed }, words.say(name));
}

function valueText({
  name,
  value,
  words,
}: {
  readonly name: ErrorName;
  readonly value: number;
  readonly words: Words;
}): string {
  return words.say(`unit.${name}`, { value: words.number(value, name === "mse" ? 0 : 1) });
}

/** Each error as a multiple of what it was at the start, on one scale that grows in steps. */
function bars({ state, words }: { readonly state: OutlierState; readonly words: Words }): ViewNode {
  const start = errorsOf(startState.pricesKUsd);
  const now = errorsOf(state.pricesKUsd);
  const ratios = errorNames.map((name) => ({ name, ratio: now[name] / start[name] }));
  const most = Math.max(...ratios.map(({ ratio }) => ratio));
  const scale = [2, 5, 10, 25, 50].find((step) => step >= most) ?? 100;
  return h(
    "div",
    { class: "out-bars" },
    ...ratios.map(({ name, ratio }) =>
      h(
        "div",
        { class: "out-bar", "data-error": name },
        h(
          "p",
          { class: "figures" },
          h("strong", {}, name.toUpperCase()),
          " ",
          valueText({ name, value: now[name], words }),
        ),
        h(
          "div",
          { class: "out-track" },
          h("div", { class: "out-fill", style: `inline-size: ${((100 * ratio) / scale).toFixed(2)}%` }),
          h("div", { class: "out-one", style: `inset-inline-start: ${(100 / scale).toFixed(2)}%` }),
        ),
        h("span", { class: "out-times figures" }, words.say("times", { ratio: words.number(ratio, 1) })),
      ),
    ),
    h("p", { class: "x-note out-scale" }, words.say("scale", { most: scale })),
  );
}
