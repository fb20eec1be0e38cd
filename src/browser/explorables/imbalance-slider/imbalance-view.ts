import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { accuracyChart } from "./accuracy-chart.ts";
import {
  courseFishCount,
  expectedCounts,
  fewestFish,
  honestModel,
  type MeasureName,
  measureNames,
  measures,
  modelNames,
  mostFish,
  pictureCount,
} from "./models-on-share.ts";

export function imbalanceView({
  fishCount,
  words,
}: {
  readonly fishCount: number;
  readonly words: Words;
}): readonly ViewNode[] {
  return [
    h(
      "div",
      { class: "imb-top" },
      pictures({ fishCount, words }),
      h(
        "div",
        { class: "imb-control" },
        h(
          "label",
          { class: "x-range" },
          h("span", {}, words.say("share"), " ", h("output", { class: "figures" }, words.number(fishCount))),
          h("input", {
            type: "range",
            class: "needs-script",
            min: fewestFish,
            max: mostFish,
            step: 1,
            value: fishCount,
            "aria-valuetext": words.say("share-text", { fish: fishCount, other: pictureCount - fishCount }),
          }),
        ),
        h(
          "button",
          {
            type: "button",
            class: "button needs-script",
            "data-course": true,
            "aria-pressed": String(fishCount === courseFishCount),
          },
          words.say("course-case", { fish: courseFishCount }),
        ),
        accuracyChart({ fishCount, words }),
      ),
    ),
    h("p", { class: "status imb-verdict" }, verdict({ fishCount, words })),
    h("div", { class: "imb-measures" }, ...measureNames.map((measure) => measureRow({ measure, fishCount, words }))),
    h(
      "p",
      { class: "x-note" },
      words.say("honest-is", {
        fish: words.percent(honestModel.truePositiveRate),
        other: words.percent(honestModel.trueNegativeRate),
      }),
    ),
  ];
}

/** What the figure says at this share, in a sentence. */
export function verdict({ fishCount, words }: { readonly fishCount: number; readonly words: Words }): string {
  const [always, honest] = modelNames.map((model) => measures(expectedCounts({ model, fishCount })).accuracy);
  const difference = (always ?? 0) - (honest ?? 0);
  return words.say(difference > 0.0005 ? "verdict.always" : difference < -0.0005 ? "verdict.honest" : "verdict.same", {
    fish: fishCount,
    other: pictureCount - fishCount,
    always: words.percent(always ?? 0, 1),
    honest: words.percent(honest ?? 0, 1),
  });
}

function pictures({ fishCount, words }: { readonly fishCount: number; readonly words: Words }): ViewNode {
  const others = ["boot", "leaf", "crab", "umbrella", "shell", "anchor", "starfish"];
  return h(
    "svg",
    {
      class: "imb-pictures",
      viewBox: "0 0 200 200",
      role: "img",
      "aria-label": words.say("share-text", { fish: fishCount, other: pictureCount - fishCount }),
    },
    ...Array.from({ length: pictureCount }, (_, i) => {
      const isFish = i < fishCount;
      const x = (i % 10) * 20;
      const y = Math.floor(i / 10) * 20;
      const name = isFish ? "tuna" : others[(pictureCount - 1 - i) % others.length];
      return h(
        "g",
        { class: isFish ? "imb-fish" : "imb-other" },
        h("rect", { x: x + 0.75, y: y + 0.75, width: 18.5, height: 18.5, rx: 2 }),
        h("use", { class: "picture", href: `#picture-${name}`, x: x + 2.5, y: y + 2.5, width: 15, height: 15 }),
      );
    }),
  );
}

function measureRow({
  measure,
  fishCount,
  words,
}: {
  readonly measure: MeasureName;
  readonly fishCount: number;
  readonly words: Words;
}): ViewNode {
  return h(
    "div",
    { class: "imb-measure" },
    h(
      "p",
      {},
      h("strong", {}, words.say(`measure.${measure}`)),
      h("span", { class: "x-note" }, words.say(`means.${measure}`)),
    ),
    ...modelNames.map((model) => {
      const value = measures(expectedCounts({ model, fishCount }))[measure];
      return h(
        "div",
        { class: "imb-bar", "data-model": model },
        h("span", { class: "imb-model" }, words.say(`model.${model}`)),
        h(
          "span",
          { class: "imb-track" },
          h("span", { class: "imb-fill", style: `inline-size: ${(value * 100).toFixed(2)}%` }),
        ),
        h("span", { class: "figures imb-value" }, words.percent(value, 1)),
      );
    }),
  );
}
