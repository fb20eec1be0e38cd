import { type Keep, openKeep } from "#browser/keep/keep.ts";
import { fill } from "#i18n/fill.ts";
import type { Language } from "#i18n/languages.ts";
import type { wordsOf } from "#i18n/t.ts";
import { startEditorPreference } from "./editor-preference.ts";
import { startExport } from "./export.ts";
import { startForget } from "./forget.ts";
import { startImport } from "./import.ts";
import { startProgressOverview } from "./progress-overview.ts";
import { startRoom } from "./room.ts";

type SettingsWords = ReturnType<typeof wordsOf<"settings">>;

export type SettingsParts = {
  readonly root: HTMLElement;
  readonly keep: Keep;
  readonly language: Language;
  readonly say: (key: keyof SettingsWords, facts?: Readonly<Record<string, string | number>>) => string;
  /** A place of the markup by its name. */
  readonly part: <Element extends HTMLElement = HTMLElement>(name: string) => Element;
};

class SiklusSettings extends HTMLElement {
  connectedCallback(): void {
    const part = <Element extends HTMLElement>(name: string): Element => {
      const found = this.querySelector<Element>(`[data-part="${name}"]`);
      if (found === null) throw new Error(`the settings' markup has no part ${name}`);
      return found;
    };
    const { language, words } = JSON.parse(part("facts").textContent) as { language: Language; words: SettingsWords }; // by Settings.astro
    const parts: SettingsParts = {
      root: this,
      keep: openKeep(),
      language,
      say: (key, facts = {}) => fill(words[key], facts),
      part,
    };
    startProgressOverview(parts);
    startEditorPreference(parts);
    startRoom(parts);
    startExport(parts);
    startImport(parts);
    startForget(parts);
  }
}

customElements.define("siklus-settings", SiklusSettings);
