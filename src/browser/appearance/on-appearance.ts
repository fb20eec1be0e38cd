/** Calls back when theme or size change, by the switch of the page or by the system; returns what stops it. */
export function onAppearance(listener: () => void): () => void {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  document.addEventListener("siklus:appearance", listener);
  system.addEventListener("change", listener);
  return () => {
    document.removeEventListener("siklus:appearance", listener);
    system.removeEventListener("change", listener);
  };
}
