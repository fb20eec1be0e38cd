import { fill } from "#i18n/fill.ts";
import { isLanguage, type Language, languageNames, languages } from "#i18n/languages.ts";
import type { FromWorker, LanguageStatus, ToWorker } from "./messages.ts";
import { savesData } from "./saves-data.ts";

/** Says in words which languages this device holds, as it changes, and keeps one when asked. */
class SiklusOffline extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    if (!("serviceWorker" in navigator)) {
      this.#showNote("unsupported");
      return;
    }
    if (savesData()) this.#showNote("saver");
    const { signal } = this.#stop;
    navigator.serviceWorker.addEventListener("message", this.#take, { signal });
    navigator.serviceWorker.addEventListener("controllerchange", () => this.#post({ kind: "tell-status" }), { signal });
    this.addEventListener("click", this.#press, { signal });
    navigator.serviceWorker.startMessages();
    this.#post({ kind: "tell-status" });
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  readonly #take = ({ data }: MessageEvent<FromWorker>): void => {
    if (data.kind !== "offline-status") return;
    for (const language of languages) this.#show(language, data.languages[language]);
  };

  readonly #press = ({ target }: Event): void => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-keep]") : null;
    const language = button?.dataset["keep"];
    if (isLanguage(language)) this.#post({ kind: "keep", language });
  };

  #post(message: ToWorker): void {
    void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage(message));
  }

  #show(language: Language, state: LanguageStatus): void {
    const row = this.querySelector<HTMLElement>(`[data-language="${language}"]`);
    const [text, button] = [row?.querySelector("[data-text]"), row?.querySelector<HTMLElement>("[data-keep]")];
    if (!row || !text || !button) return;
    row.dataset["status"] = state.status;
    const said = this.#say(language, state);
    if (text.textContent !== said) text.textContent = said;
    button.hidden = state.status === "ready" || state.status === "downloading";
  }

  #say(language: Language, state: LanguageStatus): string {
    const words = this.dataset[state.status] ?? "";
    const format = new Intl.NumberFormat(document.documentElement.lang, {
      style: "unit",
      unit: "megabyte",
      maximumFractionDigits: 0,
    });
    const size = "bytes" in state ? format.format(state.bytes / 1e6) : "";
    const percent = "fraction" in state ? Math.floor(state.fraction * 100) : 100;
    return fill(words, { language: languageNames[language], size, percent });
  }

  #showNote(name: "unsupported" | "saver"): void {
    const note = this.querySelector<HTMLElement>(`[data-note="${name}"]`);
    if (note !== null) note.hidden = false;
  }
}

customElements.define("siklus-offline", SiklusOffline);
