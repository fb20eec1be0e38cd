/**
 * Keys that are the same in every editor of the site: Ctrl or ⌘ with Enter runs; Tab right after Escape leaves. Looked at before
 * Monaco sees them. An Escape that closes a list of suggestions or the search does not count.
 */
export function watchKeys(box: HTMLElement, onRun: () => void): () => void {
  let leaving = false;
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      onRun();
    } else if (event.key === "Tab" && leaving) {
      event.stopPropagation();
    }
    if (event.key !== "Shift") leaving = event.key === "Escape" && document.querySelector(openWidgets) === null;
  };
  box.addEventListener("keydown", onKey, { capture: true });
  return () => box.removeEventListener("keydown", onKey, { capture: true });
}

const openWidgets =
  ".suggest-widget.visible, .parameter-hints-widget.visible, .find-widget.visible, .monaco-hover:not(.hidden)";
