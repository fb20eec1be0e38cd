import { ExplorableElement } from "../explorable-element.ts";
import { sliderKey } from "../slider-keys.ts";
import type { ViewNode } from "../view/view-node.ts";
import { plot, priceAt } from "./house-plot.ts";
import { atPrice, cheapestKUsd, choose, dearestKUsd, type OutlierState, startState } from "./outlier-state.ts";
import { outlierSummary, outlierView } from "./outlier-view.ts";

const outlierKUsd = 560;

class OutlierDragElement extends ExplorableElement {
  #state: OutlierState = startState;

  protected view(): readonly ViewNode[] {
    return outlierView({ state: this.#state, words: this.words });
  }

  protected summary(): string {
    return outlierSummary({ state: this.#state, words: this.words });
  }

  protected start(stage: Element): void {
    stage.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
      if (!button) return;
      const { drawn, outlier, back } = button.dataset;
      if (drawn === "squares" || drawn === "sticks") this.#become({ ...this.#state, drawn });
      else if (outlier !== undefined) this.#become(atPrice(this.#state, outlierKUsd));
      else if (back !== undefined) this.#become({ ...this.#state, pricesKUsd: startState.pricesKUsd });
    });
    stage.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent) this.#key(event);
    });
    this.#followPointer(stage);
  }

  #key(event: KeyboardEvent): void {
    const { key } = event;
    if (!(event.target instanceof Element) || !event.target.closest("[data-house]")) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const price = this.#state.pricesKUsd[this.#state.chosen] ?? 0;
    const wanted = sliderKey({ key, value: price, min: cheapestKUsd, max: dearestKUsd, step: 5, leap: 50 });
    if (wanted === undefined) return;
    event.preventDefault();
    if (key === "ArrowLeft" || key === "ArrowRight") {
      this.#become(choose(this.#state, this.#state.chosen + (key === "ArrowRight" ? 1 : -1)));
      this.#focusChosen();
    } else this.#become(atPrice(this.#state, wanted));
  }

  #focusChosen(): void {
    this.querySelector<SVGElement>(`[data-house="${this.#state.chosen}"]`)?.focus({ preventScroll: true });
  }

  #followPointer(stage: Element): void {
    let held: { readonly svg: SVGSVGElement; readonly pointer: number } | undefined;
    stage.addEventListener("pointerdown", (event) => {
      if (!(event instanceof PointerEvent) || event.button !== 0 || !(event.target instanceof Element)) return;
      const point = event.target.closest<SVGElement>("[data-house]");
      const svg = point?.closest("svg");
      if (!point || !svg) return;
      event.preventDefault();
      point.setPointerCapture(event.pointerId);
      held = { svg, pointer: event.pointerId };
      this.#become(choose(this.#state, Number(point.dataset["house"])));
      this.#focusChosen();
    });
    stage.addEventListener("pointermove", (event) => {
      if (!(event instanceof PointerEvent) || held?.pointer !== event.pointerId) return;
      const box = held.svg.getBoundingClientRect();
      this.#become(atPrice(this.#state, priceAt(((event.clientY - box.top) * plot.height) / box.height)));
    });
    for (const type of ["pointerup", "pointercancel"]) {
      stage.addEventListener(type, () => {
        held = undefined;
      });
    }
  }

  #become(state: OutlierState): void {
    this.#state = state;
    this.changed();
  }
}

customElements.define("siklus-outlier-drag", OutlierDragElement);
