type Connection = { readonly saveData?: boolean };

/** Whether the reader's browser asks sites to be sparing with data. */
export function savesData(): boolean {
  const { connection } = navigator as { connection?: Connection }; // not in the DOM library: Chromium only
  return connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}
