import { drawing } from "../sort-fish/drawing.ts";
import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { pairGrid } from "./pair-grid.ts";
import { fishOf, isFish, othersOf, pairsWalked, rankingScores, rankScores, type Walk } from "./walk.ts";

export function rocWalkView({ walk, words }: { readonly walk: Walk; readonly words: Words }): readonly ViewNode[] {
  return [
    h(
      "div",
      { class: "walk-board" },
      h(
        "div",
        { class: "walk-left" },
        h(
          "ol",
          { class: "walk-cards", "aria-label": words.say("ranking") },
          ...walk.ranking.map((_, rank) => card({ walk, rank, words })),
        ),
        h("p", { class: "x-note" }, words.say(walk.picked === null ? "swap" : "swap-with")),
      ),
      h(
        "div",
        { class: "walk-right-side" },
        h(
          "div",
          { class: "toolbar needs-script" },
          h(
            "button",
            { type: "button", class: "button", "data-step": -1, "aria-disabled": String(walk.walked === 0) },
            words.say("back"),
          ),
          h(
            "button",
            {
              type: "button",
              class: "button primary",
              "data-step": 1,
              "aria-disabled": String(walk.walked === walk.ranking.length),
            },
            words.say("step"),
          ),
          h("button", { type: "button", class: "button", "data-step": 99 }, words.say("end")),
        ),
        h("p", { class: "status walk-note" }, stepText({ walk, words })),
        pairGrid({ walk, words }),
        h("p", { class: "walk-auc figures" }, aucText({ walk, words })),
        h(
          "div",
          { class: "toolbar needs-script", role: "group", "aria-label": words.say("arrange") },
          ...(["perfect", "reversed", "start"] as const).map((name) =>
            h("button", { type: "button", class: "button", "data-arrange": name }, words.say(`arrange.${name}`)),
          ),
        ),
      ),
    ),
  ];
}

/** What the last step did, and why the line went that way. */
export function stepText({ walk, words }: { readonly walk: Walk; readonly words: Words }): string {
  const name = walk.ranking[walk.walked - 1];
  if (name === undefined) return words.say("before");
  const above = walk.ranking.slice(0, walk.walked).filter(isFish).length;
  const facts = {
    picture: words.say(`picture.${name}`),
    threshold: words.number(rankScores[walk.walked - 1] ?? 0, 2),
    above,
  };
  return words.say(isFish(name) ? "up" : "right", facts);
}

export function aucText({ walk, words }: { readonly walk: Walk; readonly words: Words }): string {
  const ordered = pairsWalked(walk).filter((pair) => pair.isOrdered).length;
  const total = fishOf(walk).length * othersOf(walk).length;
  const { auc } = rankingScores(walk);
  return walk.walked === walk.ranking.length
    ? words.say("auc", { ordered, total, auc: words.number(auc, 3) })
    : words.say("so-far", { ordered, total });
}

function card({ walk, rank, words }: { readonly walk: Walk; readonly rank: number; readonly words: Words }): ViewNode {
  const name = walk.ranking[rank] ?? "goldfish";
  const state = rank < walk.walked - 1 ? "passed" : rank === walk.walked - 1 ? "here" : "ahead";
  return h(
    "li",
    { class: "walk-item" },
    h(
      "button",
      {
        type: "button",
        class: "walk-card",
        "data-card": rank,
        "data-state": state,
        "data-fish": isFish(name),
        "aria-pressed": String(walk.picked === rank),
        "aria-current": state === "here" ? "step" : undefined,
      },
      h("span", { class: "walk-rank figures" }, rank + 1),
      drawing(name),
      h("span", { class: "walk-name" }, words.say(`picture.${name}`)),
      h("span", { class: "walk-way", "aria-hidden": "true" }, isFish(name) ? "↑" : "→"),
      h("span", { class: "figures" }, words.number(rankScores[rank] ?? 0, 2)),
    ),
  );
}
