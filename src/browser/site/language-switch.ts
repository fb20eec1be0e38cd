import { writeStored } from "./stored.ts";

/** The heading at the top of the window, how far it is from there, and the #hash of the page that was left. */
type Place = { readonly path: string; readonly id: string; readonly offset: number; readonly hash: string };

const key = "siklus-place";

/** Language links keep the #hash and the reader's place on the page. */
export function startLanguageSwitch(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-language-link]")) {
    link.addEventListener("click", () => {
      writeStored("language", link.hreflang);
      // While a page loads the browser scrolls to the hash in its address, so a kept place brings the hash along for later.
      link.hash = keepPlace(link.pathname) ? "" : location.hash;
    });
  }
  writeStored("language", document.documentElement.lang);
  returnToPlace();
}

function keepPlace(path: string): boolean {
  const marks = [...document.querySelectorAll<HTMLElement>("main :is(h1, h2, h3, section, dl > div)[id]")];
  const mark = marks.filter((one) => one.checkVisibility() && one.getBoundingClientRect().top <= 96).at(-1) ?? marks[0];
  if (scrollY === 0 || mark === undefined) return false;
  const place: Place = { path, id: mark.id, offset: mark.getBoundingClientRect().top, hash: location.hash };
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
  } catch {
    return false;
  }
  return true;
}

function returnToPlace(): void {
  let text: string | null = null;
  try {
    text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
  } catch {
    return;
  }
  if (text === null) return;
  const { path, id, offset, hash } = JSON.parse(text) as Place; // written above, in this tab
  const mark = path === location.pathname ? document.getElementById(id) : null;
  if (mark === null) return;
  if (hash !== "")
    addEventListener("load", () => setTimeout(() => history.replaceState(history.state, "", hash)), { once: true });
  scrollBy({ top: mark.getBoundingClientRect().top - offset, behavior: "instant" });
}
