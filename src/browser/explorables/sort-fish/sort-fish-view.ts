import { type Outcome, outcomes, type Score, scoresOf } from "../outcome.ts";
import { h, type ViewNode } from "../view/view-node.ts";
import type { Words } from "../words.ts";
import { countsOf, deck, outcomeOf, type Picture } from "./deck.ts";
import { drawing } from "./drawing.ts";
import { currentPicture, type SortGame, sortedPictures } from "./sort-game.ts";

/** How the card follows the pointer, in CSS pixels, and the box it hovers over. */
export type CardDrag = { readonly x: number; readonly y: number; readonly over: Outcome | undefined };

export function sortFishView({
  game,
  words,
  drag,
}: {
  readonly game: SortGame;
  readonly words: Words;
  readonly drag?: CardDrag | undefined;
}): readonly ViewNode[] {
  const pictures = sortedPictures(game);
  const scores = scoresOf(countsOf(pictures));
  return [
    h(
      "div",
      { class: "x-modes toolbar needs-script", role: "group", "aria-label": words.say("modes") },
      mode({ name: "deck", game, words }),
      mode({ name: "hundred", game, words }),
    ),
    h(
      "div",
      { class: "sort-board", "data-pictures": game.pictures },
      game.pictures === "deck"
        ? tray({ game, words, drag })
        : h("p", { class: "sort-lead" }, words.say("hundred-lead")),
      matrix({ game, pictures, words, over: drag?.over, lit: scores.find((score) => score.name === game.lit) }),
    ),
    h("div", { class: "sort-scores" }, ...scores.map((score) => scoreTile({ score, pictures, game, words }))),
  ];
}

function mode({
  name,
  game,
  words,
}: {
  readonly name: SortGame["pictures"];
  readonly game: SortGame;
  readonly words: Words;
}): ViewNode {
  const attributes = {
    type: "button",
    class: "button",
    "data-mode": name,
    "aria-pressed": String(game.pictures === name),
  };
  return h("button", attributes, words.say(`mode.${name}`));
}

function tray({
  game,
  words,
  drag,
}: {
  readonly game: SortGame;
  readonly words: Words;
  readonly drag: CardDrag | undefined;
}): ViewNode {
  const picture = currentPicture(game);
  return h(
    "div",
    { class: "sort-tray" },
    picture
      ? h(
          "div",
          {
            class: "sort-card",
            "data-card": picture.name,
            "data-dragged": drag !== undefined,
            style: drag
              ? `transform: translate(${drag.x}px, ${drag.y}px) rotate(${drag.x / 40}deg)`
              : "transform: none",
          },
          drawing(picture.name),
          h("p", { class: "sort-says" }, words.say("says"), " ", h("strong", {}, answer(picture, words))),
          h("p", { class: "visually-hidden" }, words.say(`picture.${picture.name}`)),
        )
      : h("p", { class: "sort-done" }, words.say("done")),
    h(
      "p",
      { class: "sort-place figures" },
      picture
        ? words.say("place", { at: game.sortedCount + 1, of: deck.length })
        : words.say("all-sorted", { of: deck.length }),
    ),
    note({ game, words }),
    h(
      "div",
      { class: "toolbar needs-script" },
      picture && h("button", { type: "button", class: "button", "data-rest": true }, words.say("rest")),
      game.sortedCount > 0 &&
        h("button", { type: "button", class: "button quiet", "data-restart": true }, words.say("restart")),
    ),
  );
}

export function answer(picture: Picture, words: Words): string {
  return words.say(picture.saysFish ? "fish" : "not-fish");
}

function note({ game, words }: { readonly game: SortGame; readonly words: Words }): ViewNode {
  const tone = game.last === null ? undefined : game.last.verdict === "right" ? "good" : "bad";
  return h("p", { class: "status sort-note", "data-tone": tone }, noteText({ game, words }));
}

/** Why the picture lies where it lies, or which of the two questions to ask again. */
export function noteText({ game, words }: { readonly game: SortGame; readonly words: Words }): string {
  if (game.last === null) return words.say(currentPicture(game) ? "how" : "done-note");
  const { picture, box, verdict } = game.last;
  const facts = {
    picture: words.say(`picture.${picture.name}`),
    answer: answer(picture, words),
    box: words.say(`box.${box}`),
  };
  return words.say(verdict === "right" ? `right.${box}` : `${verdict}.${picture.isFish ? "fish" : "other"}`, facts);
}

function matrix({
  game,
  pictures,
  words,
  over,
  lit,
}: {
  readonly game: SortGame;
  readonly pictures: readonly Picture[];
  readonly words: Words;
  readonly over: Outcome | undefined;
  readonly lit: Score | undefined;
}): ViewNode {
  const box = (outcome: Outcome): ViewNode => {
    const inside = pictures.filter((picture) => outcomeOf(picture) === outcome);
    const open = game.pictures === "deck" && currentPicture(game) !== undefined;
    return h(
      open ? "button" : "div",
      {
        type: open ? "button" : undefined,
        class: "sort-box",
        "data-box": outcome,
        "data-over": over === outcome,
        "data-part": lit && (lit.above.includes(outcome) ? "above" : lit.below.includes(outcome) ? "below" : "out"),
      },
      h(
        "span",
        { class: "sort-box-head" },
        h("b", {}, outcome.toUpperCase()),
        " ",
        h("span", { class: "sort-box-name" }, words.say(`box.${outcome}`)),
        " ",
        h("span", { class: "sort-count figures" }, words.number(inside.length)),
        open && h("kbd", { "aria-hidden": "true" }, outcomes.indexOf(outcome) + 1),
      ),
      h("span", { class: "sort-pile" }, ...inside.map((picture) => drawing(picture.name))),
    );
  };
  return h(
    "div",
    { class: "sort-matrix", role: "group", "aria-label": words.say("matrix") },
    h("span", { class: "sort-column sort-first" }, words.say("column.fish")),
    h("span", { class: "sort-column" }, words.say("column.not-fish")),
    h("span", { class: "sort-row" }, words.say("row.fish")),
    box("tp"),
    box("fn"),
    h("span", { class: "sort-row" }, words.say("row.other")),
    box("fp"),
    box("tn"),
  );
}

function scoreTile({
  score,
  pictures,
  game,
  words,
}: {
  readonly score: Score;
  readonly pictures: readonly Picture[];
  readonly game: SortGame;
  readonly words: Words;
}): ViewNode {
  const counts = countsOf(pictures);
  const names = (parts: readonly Outcome[]): string => parts.map((part) => part.toUpperCase()).join(" + ");
  const sum = (parts: readonly Outcome[]): string =>
    words.number(parts.reduce((total, part) => total + counts[part], 0));
  const pressed = game.lit === score.name;
  return h(
    "button",
    { type: "button", class: "sort-score figures", "data-score": score.name, "aria-pressed": String(pressed) },
    h("span", { class: "sort-score-name" }, words.say(`score.${score.name}`)),
    h(
      "span",
      { class: "sort-fraction" },
      h("span", {}, names(score.above)),
      h("span", {}, score.name === "accuracy" ? words.say("all") : names(score.below)),
    ),
    h("span", { class: "sort-equals" }, "="),
    h("span", { class: "sort-fraction" }, h("span", {}, sum(score.above)), h("span", {}, sum(score.below))),
    h("span", { class: "sort-equals" }, "="),
    h("strong", { class: "sort-value" }, words.number(score.value, 3)),
    h("span", { class: "sort-asks" }, words.say(`asks.${score.name}`)),
  );
}
