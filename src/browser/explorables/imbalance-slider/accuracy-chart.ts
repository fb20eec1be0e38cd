import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import {
  courseFishCount,
  crossingFishCount,
  expectedCounts,
  fewestFish,
  type ModelName,
  measures,
  modelNames,
  mostFish,
  pictureCount,
} from "./models-on-share.ts";

const box = { left: 40, right: 348, top: 12, bottom: 132 };
const lowest = 0.5;

/** Accuracy of both models over the share of fish: where the lines cross, accuracy begins to prefer the lazy one. */
export function accuracyChart({ fishCount, words }: { readonly fishCount: number; readonly words: Words }): ViewNode {
  const x = (fish: number): number =>
    box.left + ((fish - fewestFish) / (pictureCount - fewestFish)) * (box.right - box.left);
  const y = (value: number): number => box.bottom - ((value - lowest) / (1 - lowest)) * (box.bottom - box.top);
  const accuracyAt = (model: ModelName, fish: number): number =>
    measures(expectedCounts({ model, fishCount: fish })).accuracy;
  const crossing = crossingFishCount();
  return h(
    "svg",
    {
      class: "imb-chart",
      viewBox: "0 0 360 172",
      role: "img",
      "aria-label": words.say("chart-text", { crossing }),
    },
    ...[0.5, 0.75, 1].flatMap((value) => [
      h("line", { class: "imb-grid", x1: box.left, x2: box.right, y1: y(value), y2: y(value) }),
      h("text", { x: box.left - 6, y: y(value) + 4, "text-anchor": "end" }, words.percent(value)),
    ]),
    ...[50, 60, 70, 80, 90].map((fish) =>
      h("text", { x: x(fish), y: box.bottom + 18, "text-anchor": "middle" }, words.number(fish)),
    ),
    h("text", { x: (box.left + box.right) / 2, y: box.bottom + 36, "text-anchor": "middle" }, words.say("axis")),
    h("line", { class: "imb-course", x1: x(courseFishCount), x2: x(courseFishCount), y1: box.top, y2: box.bottom }),
    ...modelNames.map((model) =>
      h("line", {
        class: "imb-line",
        "data-model": model,
        x1: x(fewestFish),
        x2: x(mostFish),
        y1: y(accuracyAt(model, fewestFish)),
        y2: y(accuracyAt(model, mostFish)),
      }),
    ),
    h("line", { class: "imb-now", x1: x(fishCount), x2: x(fishCount), y1: box.top, y2: box.bottom }),
    ...modelNames.map((model) => {
      const [cx, cy] = [x(fishCount), y(accuracyAt(model, fishCount))];
      return model === "always"
        ? h("rect", { class: "imb-point", "data-model": model, x: cx - 5, y: cy - 5, width: 10, height: 10 })
        : h("circle", { class: "imb-point", "data-model": model, cx, cy, r: 5.5 });
    }),
    h(
      "text",
      { class: "imb-name", "data-model": "honest", x: x(52), y: y(accuracyAt("honest", 52)) - 10 },
      words.say("model.honest"),
    ),
    h(
      "text",
      { class: "imb-name", "data-model": "always", x: x(64), y: y(accuracyAt("always", 64)) + 20 },
      words.say("model.always"),
    ),
  );
}
