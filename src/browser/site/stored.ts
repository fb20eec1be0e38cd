/** Small choices that must be known before the first paint live in localStorage. A browser may refuse it; then they last for the page. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(`siklus-${name}`);
  } catch {
    return null;
  }
}

export function writeStored(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`siklus-${name}`);
    else localStorage.setItem(`siklus-${name}`, value);
  } catch {
    return;
  }
}
