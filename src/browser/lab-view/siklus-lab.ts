import { afterLoad } from "#browser/loading/after-load.ts";
import type { LabView } from "./lab-view.ts";

/**
 * A lab in a page. The markup is readable as it comes; the view, and with it editor, storage and runtime, is fetched when the lab comes
 * near, gets the focus or is asked to run. What is pressed before it has come is done once it is there.
 */
class SiklusLab extends HTMLElement {
  #view: Promise<LabView> | undefined;
  #near: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.addEventListener("focusin", this.#wake, { once: true });
    this.addEventListener("pointerdown", this.#wake, { once: true });
    this.addEventListener("click", this.#press);
    this.addEventListener("keydown", this.#key);
    this.#near = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) afterLoad(this.#wake);
      },
      { rootMargin: "300px 0px" },
    );
    this.#near.observe(this);
    const { pressed } = this.dataset; // before this script came: src/browser/site/first-paint.js
    if (pressed !== undefined) void this.#wake().then((view) => view.act(pressed));
  }

  disconnectedCallback(): void {
    this.#near?.disconnect();
    void this.#view?.then((view) => view.close());
    this.#view = undefined;
  }

  readonly #wake = (): Promise<LabView> => {
    this.#near?.disconnect();
    this.#view ??= import("./lab-view.ts").then(({ openLabView }) => openLabView(this));
    this.#view.catch(() => this.#sayBroken());
    return this.#view;
  };

  readonly #press = async (event: Event): Promise<void> => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
    if (button === null) return;
    (await this.#wake()).act(button.dataset["action"] ?? "");
  };

  readonly #key = async (event: KeyboardEvent): Promise<void> => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    (await this.#wake()).act("run");
  };

  /** A part of the lab could not be fetched: said in words that came with the page, and tried anew at the next press. */
  #sayBroken(): void {
    this.#view = undefined;
    const broken = this.querySelector<HTMLElement>("[data-part='broken']");
    if (broken !== null) broken.hidden = false;
  }
}

customElements.define("siklus-lab", SiklusLab);
