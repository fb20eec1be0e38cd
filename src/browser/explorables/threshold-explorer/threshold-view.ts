import { accuracy } from "#engine/metrics/accuracy.ts";
import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { f1 } from "#engine/metrics/f-beta.ts";
import { falsePositiveRate } from "#engine/metrics/false-positive-rate.ts";
import { precision } from "#engine/metrics/precision.ts";
import { recall } from "#engine/metrics/recall.ts";
import type { Outcome } from "../outcome.ts";
import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { costPanel } from "./cost-plot.ts";
import { precisionRecallPlot, rocPlot } from "./curve-plots.ts";
import { dotPlot } from "./dot-plot.ts";
import { countsAt, type PanelName, type ThresholdState } from "./threshold-state.ts";

export function thresholdView({
  state,
  words,
}: {
  readonly state: ThresholdState;
  readonly words: Words;
}): readonly ViewNode[] {
  const shows = (panel: PanelName): boolean => state.panels.includes(panel);
  const counts = countsAt(state);
  return [
    h(
      "div",
      { class: "thr-board" },
      h(
        "div",
        { class: "thr-left" },
        h(
          "div",
          { class: "thr-main" },
          dotPlot({ state, words }),
          state.source === "two-gaussians" && distance({ state, words }),
        ),
        shows("cost") && costPanel({ state, words }),
      ),
      h(
        "div",
        { class: "thr-right" },
        shows("matrix") && h("div", { class: "thr-side" }, matrix({ counts, state, words }), scores({ counts, words })),
        shows("roc") && curve(words.say("roc"), rocPlot({ state, words })),
        shows("pr") && curve(words.say("pr"), precisionRecallPlot({ state, words })),
      ),
    ),
  ];
}

function curve(title: string, plot: ViewNode): ViewNode {
  return h("section", { class: "thr-plot" }, h("p", { class: "thr-title" }, title), plot);
}

/** Where the threshold stands and what follows, in a sentence. */
export function thresholdSummary({ state, words }: { readonly state: ThresholdState; readonly words: Words }): string {
  const counts = countsAt(state);
  return words.say("summary", {
    threshold: words.number(state.threshold, 2),
    ...counts,
    precision: words.number(precision(counts, { whenUndefined: Number.NaN }), 2),
    recall: words.number(recall(counts), 2),
    fpr: words.number(falsePositiveRate(counts), 2),
  });
}

function distance({ state, words }: { readonly state: ThresholdState; readonly words: Words }): ViewNode {
  return h(
    "label",
    { class: "x-range" },
    h("span", {}, words.say("distance"), " ", h("output", { class: "figures" }, words.number(state.distance, 1))),
    h("input", {
      type: "range",
      class: "needs-script",
      "data-distance": true,
      min: 0,
      max: 4,
      step: 0.1,
      value: state.distance,
    }),
  );
}

function matrix({
  counts,
  state,
  words,
}: {
  readonly counts: ConfusionCounts;
  readonly state: ThresholdState;
  readonly words: Words;
}): ViewNode {
  const cell = (outcome: Outcome): ViewNode =>
    h(
      "td",
      { class: "thr-cell", "data-outcome": outcome },
      h("b", {}, outcome.toUpperCase()),
      " ",
      h("span", { class: "figures" }, words.number(counts[outcome])),
    );
  const column = (text: string): ViewNode => h("th", { scope: "col" }, text);
  const row = (text: string, ...cells: readonly ViewNode[]): ViewNode =>
    h("tr", {}, h("th", { scope: "row" }, text), ...cells);
  return h(
    "table",
    { class: "thr-matrix" },
    h("caption", { class: "visually-hidden" }, words.say("matrix")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td", {}),
        column(words.say(`says-yes.${state.source}`)),
        column(words.say(`says-no.${state.source}`)),
      ),
    ),
    h(
      "tbody",
      {},
      row(words.say(`positive.${state.source}`), cell("tp"), cell("fn")),
      row(words.say(`negative.${state.source}`), cell("fp"), cell("tn")),
    ),
  );
}

function scores({ counts, words }: { readonly counts: ConfusionCounts; readonly words: Words }): ViewNode {
  const whenUndefined = Number.NaN;
  const values: readonly (readonly [string, number])[] = [
    ["accuracy", accuracy(counts)],
    ["precision", precision(counts, { whenUndefined })],
    ["recall", recall(counts)],
    ["f1", f1(counts, { whenUndefined })],
    ["fpr", falsePositiveRate(counts)],
  ];
  return h(
    "dl",
    { class: "thr-scores figures" },
    ...values.map(([name, value]) =>
      h(
        "div",
        { class: "thr-score" },
        h("dt", {}, words.say(name)),
        h(
          "dd",
          {},
          h("span", {}, words.number(value, 3)),
          h("span", { class: "thr-track" }, h("span", { style: `inline-size: ${(100 * (value || 0)).toFixed(1)}%` })),
        ),
      ),
    ),
  );
}
