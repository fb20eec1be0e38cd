import { patch } from "./view/patch.ts";
import type { ViewChild } from "./view/view-node.ts";
import { createWords, type Words } from "./words.ts";

const announceAfterMs = 600;

/**
 * A figure that one moves: markup from the build, brought to life. A subclass holds a state, says what it looks like
 * (`view`) and what it means in words (`summary`, for screen readers, spoken when movement pauses).
 */
export abstract class ExplorableElement extends HTMLElement {
  protected words: Words = createWords({ language: "en", entries: {} });
  #stage: Element = this;
  #frame = 0;
  #speech: ReturnType<typeof setTimeout> | undefined;

  protected abstract view(): readonly ViewChild[];
  protected abstract summary(): string;
  /** Reads what the build wrote on the element and adds the listeners. Called once. */
  protected abstract start(stage: Element): void;

  connectedCallback(): void {
    if (this.dataset["alive"] !== undefined) return;
    const stage = this.querySelector("[data-stage]");
    if (!stage) throw new Error(`${this.localName} has no [data-stage]`);
    this.#stage = stage;
    this.words = createWords({
      language: this.dataset["language"] ?? "en",
      entries: JSON.parse(this.dataset["words"] ?? "{}"),
    });
    this.start(stage);
    patch(stage, this.view());
    this.dataset["alive"] = "";
  }

  disconnectedCallback(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#speech);
  }

  /** Draws the state at the next frame, however often it changes before, and speaks once it rests. */
  protected changed(): void {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        patch(this.#stage, this.view());
        this.drawn();
      });
    }
    clearTimeout(this.#speech);
    this.#speech = setTimeout(() => this.speak(this.summary()), announceAfterMs);
  }

  /** After each drawing: the place to move the focus to what moved. */
  protected drawn(): void {}

  protected speak(text: string): void {
    clearTimeout(this.#speech);
    const live = this.querySelector("[data-live]");
    if (live && live.textContent !== text) live.textContent = text;
  }
}
