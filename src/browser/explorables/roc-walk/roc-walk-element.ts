import { ExplorableElement } from "../explorable-element.ts";
import type { ViewNode } from "../view/view-node.ts";
import { aucText, rocWalkView, stepText } from "./roc-walk-view.ts";
import { arrange, newWalk, pick, type Walk, walkTo } from "./walk.ts";

class RocWalkElement extends ExplorableElement {
  #walk: Walk = newWalk;

  protected view(): readonly ViewNode[] {
    return rocWalkView({ walk: this.#walk, words: this.words });
  }

  protected summary(): string {
    return `${stepText({ walk: this.#walk, words: this.words })} ${aucText({ walk: this.#walk, words: this.words })}`;
  }

  protected start(stage: Element): void {
    stage.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
      if (!button) return;
      const { step, card, arrange: arrangement } = button.dataset;
      if (step !== undefined) this.#become(walkTo(this.#walk, this.#walk.walked + Number(step)));
      else if (card !== undefined) this.#become(pick(this.#walk, Number(card)));
      else if (arrangement === "perfect" || arrangement === "reversed" || arrangement === "start") {
        this.#become(arrange(this.#walk, arrangement));
      }
    });
    this.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (step === 0) return;
      event.preventDefault();
      this.#become(walkTo(this.#walk, this.#walk.walked + step));
    });
  }

  #become(walk: Walk): void {
    this.#walk = walk;
    this.changed();
  }
}

customElements.define("siklus-roc-walk", RocWalkElement);
