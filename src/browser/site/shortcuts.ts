import { toggleSize, toggleTheme } from "./appearance.ts";
import { readStored, writeStored } from "./stored.ts";

const follow = (selector: string) => () => document.querySelector<HTMLAnchorElement>(selector)?.click();
const open = (id: string) => () => document.querySelector<HTMLButtonElement>(`[data-opens="${id}"]`)?.click();

const actions: Readonly<Record<string, () => void>> = {
  "/": open("search"),
  "?": open("keys"),
  n: follow("a[rel=next]"),
  p: follow("a[rel=prev]"),
  c: follow("a[data-home]"),
  l: follow("a[data-language-link]"),
  t: toggleTheme,
  b: toggleSize,
};

/** Single keys, while nothing is being typed, no dialog is open and the reader has not switched them off. */
export function startShortcuts(): void {
  const choice = document.querySelector<HTMLInputElement>("[data-shortcuts]");
  if (choice !== null) {
    choice.checked = readStored("shortcuts") !== "off";
    choice.addEventListener("change", () => writeStored("shortcuts", choice.checked ? null : "off"));
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
    if (readStored("shortcuts") === "off") return;
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input, textarea, select, [role=slider], [role=textbox], [role=application]") !== null
  );
}
