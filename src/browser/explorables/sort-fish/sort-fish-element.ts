import { ExplorableElement } from "../explorable-element.ts";
import { isOutcome, outcomes, scoreNames, scoresOf } from "../outcome.ts";
import type { ViewNode } from "../view/view-node.ts";
import { countsOf } from "./deck.ts";
import { answer, type CardDrag, noteText, sortFishView } from "./sort-fish-view.ts";
import { currentPicture, newGame, place, type SortGame, sortedPictures, sortTheRest } from "./sort-game.ts";

class SortFishElement extends ExplorableElement {
  #game: SortGame = newGame;
  #drag: CardDrag | undefined;

  protected view(): readonly ViewNode[] {
    return sortFishView({ game: this.#game, words: this.words, drag: this.#drag });
  }

  protected summary(): string {
    const scores = scoresOf(countsOf(sortedPictures(this.#game)))
      .map(({ name, value }) => `${this.words.say(`score.${name}`)} ${this.words.number(value, 3)}`)
      .join("; ");
    const picture = currentPicture(this.#game);
    const next = picture
      ? this.words.say("next", {
          picture: this.words.say(`picture.${picture.name}`),
          answer: answer(picture, this.words),
        })
      : "";
    const note = this.#game.pictures === "deck" ? noteText({ game: this.#game, words: this.words }) : "";
    return [note, `${scores}.`, next].filter((part) => part !== "").join(" ");
  }

  protected start(stage: Element): void {
    stage.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
      if (!button) return;
      const { box, mode, score, rest, restart } = button.dataset;
      if (isOutcome(box)) this.#become(place(this.#game, box));
      else if (mode === "deck" || mode === "hundred") this.#become({ ...newGame, pictures: mode });
      else if (rest !== undefined) this.#become(sortTheRest(this.#game));
      else if (restart !== undefined) this.#become({ ...newGame, lit: this.#game.lit });
      else if (score) {
        const lit = scoreNames.find((name) => name === score && name !== this.#game.lit) ?? null;
        this.#become({ ...this.#game, lit });
      }
    });
    this.addEventListener("keydown", (event) => {
      const box = outcomes[Number(event.key) - 1];
      if (!box || event.ctrlKey || event.metaKey || event.altKey || !currentPicture(this.#game)) return;
      event.preventDefault();
      this.#become(place(this.#game, box));
    });
    this.#dragCard(stage);
  }

  #dragCard(stage: Element): void {
    let from: { readonly x: number; readonly y: number; readonly pointer: number } | undefined;
    const boxUnder = (event: PointerEvent) => {
      const box = document
        .elementsFromPoint(event.clientX, event.clientY)
        .map((element) => element.closest<HTMLElement>("[data-box]"))
        .find((element) => element !== null && stage.contains(element));
      const outcome = box?.dataset["box"];
      return isOutcome(outcome) ? outcome : undefined;
    };
    const listen = (
      type: "pointerdown" | "pointermove" | "pointerup" | "pointercancel",
      then: (event: PointerEvent) => void,
    ) =>
      stage.addEventListener(type, (event) => {
        if (event instanceof PointerEvent && (type === "pointerdown" || event.pointerId === from?.pointer)) then(event);
      });
    listen("pointerdown", (event) => {
      const card = event.target instanceof Element ? event.target.closest("[data-card]") : null;
      if (!card || event.button !== 0) return;
      event.preventDefault();
      card.setPointerCapture(event.pointerId);
      from = { x: event.clientX, y: event.clientY, pointer: event.pointerId };
    });
    listen("pointermove", (event) => {
      if (!from) return;
      this.#drag = { x: event.clientX - from.x, y: event.clientY - from.y, over: boxUnder(event) };
      this.changed();
    });
    listen("pointerup", (event) => {
      from = undefined;
      this.#drag = undefined;
      const box = boxUnder(event);
      this.#become(box ? place(this.#game, box) : this.#game);
    });
    listen("pointercancel", () => {
      from = undefined;
      this.#drag = undefined;
      this.changed();
    });
  }

  #become(game: SortGame): void {
    this.#game = game;
    this.changed();
  }
}

customElements.define("siklus-sort-fish", SortFishElement);
