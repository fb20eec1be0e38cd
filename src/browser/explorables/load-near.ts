import { afterLoad } from "#browser/loading/after-load.ts";

/** Fetches the code of a figure when one of its kind comes within a screen of the reader, and not before. */
export function loadNear(tag: string, load: () => Promise<unknown>): void {
  const figures = document.querySelectorAll(tag);
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      afterLoad(() => void load());
    },
    { rootMargin: "100% 0px" },
  );
  for (const figure of figures) observer.observe(figure);
}
