import type { DataTypes } from "#browser/editor/editor.ts";
import type { DoorName } from "#contract/doors.ts";
import type { LabId } from "#contract/lab.ts";
import type { Language } from "#i18n/languages.ts";
import type { LabWords } from "./words.ts";

/** What a page hands to a lab's view, as JSON in its markup. */
export type LabFacts = {
  readonly labId: LabId;
  readonly language: Language;
  readonly title: string;
  readonly starter: string;
  readonly labVersion: number;
  readonly solutionAfterRuns: number;
  readonly doors: readonly DoorName[];
  readonly dataTypes: DataTypes;
  readonly words: LabWords;
};

export function readLabFacts(root: HTMLElement): LabFacts {
  const json = part(root, "facts").textContent;
  return JSON.parse(json) as LabFacts; // written by Lab.astro in the same build
}

/** A place of the lab's markup by its name. */
export function part(root: HTMLElement, name: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (found === null) throw new Error(`the lab's markup has no part ${name}`);
  return found;
}

/** Author's HTML that the page carries in a template, by kind and key. */
export function cloneWords(
  root: HTMLElement,
  kind: "message" | "mistake" | "solution",
  key: string,
): DocumentFragment | undefined {
  const templates = root.querySelectorAll<HTMLTemplateElement>(`template[data-${kind}]`);
  const found = [...templates].find((template) => template.dataset[kind] === key);
  return found === undefined ? undefined : document.importNode(found.content, true);
}
