import { writeStored } from "./stored.ts";

type Place = { readonly path: string; readonly id: string; readonly offset: number };

const key = "siklus-place";

/** Language links keep the #hash and the place on the page: the heading at the top of the window and how far it is from there. */
export function startLanguageSwitch(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-language-link]")) {
    link.addEventListener("click", () => {
      writeStored("language", link.hreflang);
      link.hash = location.hash;
      keepPlace(new URL(link.href).pathname);
    });
  }
  writeStored("language", document.documentElement.lang);
  returnToPlace();
}

function keepPlace(path: string): void {
  const marks = [...document.querySelectorAll<HTMLElement>("main [id]")].filter((mark) => mark.checkVisibility());
  const above = marks.filter((mark) => mark.getBoundingClientRect().top <= 96);
  const mark = above.at(-1) ?? document.querySelector<HTMLElement>("main");
  if (scrollY === 0 || mark === null) return;
  const place: Place = { path, id: mark.id, offset: mark.getBoundingClientRect().top };
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
  } catch {
    return;
  }
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
  const { path, id, offset } = JSON.parse(text) as Place; // written above, in this tab
  const mark = path === location.pathname ? document.getElementById(id) : null;
  if (mark !== null) scrollBy({ top: mark.getBoundingClientRect().top - offset, behavior: "instant" });
}
