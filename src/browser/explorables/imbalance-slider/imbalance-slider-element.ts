import { ExplorableElement } from "../explorable-element.ts";
import type { ViewNode } from "../view/view-node.ts";
import { imbalanceView, verdict } from "./imbalance-view.ts";
import { courseFishCount } from "./models-on-share.ts";

class ImbalanceSliderElement extends ExplorableElement {
  #fishCount = courseFishCount;

  protected view(): readonly ViewNode[] {
    return imbalanceView({ fishCount: this.#fishCount, words: this.words });
  }

  protected summary(): string {
    return verdict({ fishCount: this.#fishCount, words: this.words });
  }

  protected start(stage: Element): void {
    const input = stage.querySelector("input");
    // A browser that restores the form after a reload keeps the place of the slider.
    if (input) this.#fishCount = input.valueAsNumber;
    stage.addEventListener("input", (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      this.#fishCount = event.target.valueAsNumber;
      this.changed();
    });
    stage.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || !event.target.closest("[data-course]")) return;
      this.#fishCount = courseFishCount;
      this.changed();
    });
  }
}

customElements.define("siklus-imbalance-slider", ImbalanceSliderElement);
