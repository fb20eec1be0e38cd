import { ExplorableElement } from "../explorable-element.ts";
import { sliderKey } from "../slider-keys.ts";
import type { ViewNode } from "../view/view-node.ts";
import { square } from "./curve-plots.ts";
import { axis } from "./dot-plot.ts";
import { sourceNames } from "./scored-rows.ts";
import {
  atDistance,
  atThreshold,
  panelNames,
  startState,
  type ThresholdState,
  thresholdNear,
} from "./threshold-state.ts";
import { thresholdSummary, thresholdView } from "./threshold-view.ts";

class ThresholdExplorerElement extends ExplorableElement {
  #state: ThresholdState = startState({ source: "two-gaussians", panels: panelNames });

  protected view(): readonly ViewNode[] {
    return thresholdView({ state: this.#state, words: this.words });
  }

  protected summary(): string {
    return thresholdSummary({ state: this.#state, words: this.words });
  }

  protected start(stage: Element): void {
    const { source, panels, rows } = this.dataset;
    this.#state = startState({
      source: sourceNames.find((name) => name === source) ?? "two-gaussians",
      panels: panelNames.filter((panel) => panels?.split(" ").includes(panel)),
      rows: rows === undefined ? undefined : JSON.parse(rows),
    });
    stage.addEventListener("input", (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const { dataset, valueAsNumber } = event.target;
      const price = dataset["price"];
      if (dataset["distance"] !== undefined) this.#become(atDistance(this.#state, valueAsNumber));
      else if (price === "falseAlarm" || price === "miss") {
        this.#become({ ...this.#state, costs: { ...this.#state.costs, [price]: valueAsNumber } });
      }
    });
    stage.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cheapest]") : null;
      if (button) this.#become(atThreshold(this.#state, Number(button.dataset["cheapest"])));
    });
    this.addEventListener("keydown", (event) => {
      if (
        !(event.target instanceof Element) ||
        !event.target.closest("[data-slider]") ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey
      )
        return;
      const wanted = sliderKey({ key: event.key, value: this.#state.threshold, min: 0, max: 1, step: 0.01, leap: 0.1 });
      if (wanted === undefined) return;
      event.preventDefault();
      this.#become(atThreshold(this.#state, wanted));
    });
    this.#followPointer(stage);
  }

  #followPointer(stage: Element): void {
    let held: { readonly plot: SVGSVGElement; readonly pointer: number } | undefined;
    const move = (event: PointerEvent, plot: SVGSVGElement): void => {
      const box = plot.getBoundingClientRect();
      const scale = plot.viewBox.baseVal.width / box.width;
      const x = (event.clientX - box.left) * scale;
      const y = (event.clientY - box.top) * scale;
      const threshold =
        plot.dataset["drag"] === "roc"
          ? thresholdNear({
              rows: this.#state.rows,
              falsePositiveRate: (x - square.left) / square.side,
              truePositiveRate: 1 - (y - square.top) / square.side,
            })
          : (x - axis.left) / (axis.right - axis.left);
      this.#become(atThreshold(this.#state, threshold));
    };
    stage.addEventListener("pointerdown", (event) => {
      if (!(event instanceof PointerEvent) || event.button !== 0 || !(event.target instanceof Element)) return;
      const plot = event.target.closest<SVGSVGElement>("svg[data-drag]");
      if (!plot) return;
      event.preventDefault();
      plot.setPointerCapture(event.pointerId);
      held = { plot, pointer: event.pointerId };
      plot.querySelector<SVGElement>("[data-slider]")?.focus({ preventScroll: true });
      move(event, plot);
    });
    stage.addEventListener("pointermove", (event) => {
      if (event instanceof PointerEvent && held?.pointer === event.pointerId) move(event, held.plot);
    });
    for (const type of ["pointerup", "pointercancel"]) {
      stage.addEventListener(type, () => {
        held = undefined;
      });
    }
  }

  #become(state: ThresholdState): void {
    this.#state = state;
    this.changed();
  }
}

customElements.define("siklus-threshold-explorer", ThresholdExplorerElement);
