import type { Progress } from "#contract/keep.ts";
import { type Marks, showMarks } from "./progress-marks.ts";

/** Reads what was kept once the page is at rest, shows it, follows changes from any tab, and notes a page as read at its end. */
export function followProgress(): void {
  if (document.querySelector("[data-page-mark], [data-lab-mark], [data-page-end]") === null) return;
  const start = async () => {
    const { openKeep } = await import("#browser/keep/keep.ts");
    const { progress, onChange } = openKeep();
    const show = async () => {
      const marks = marksOf(await progress.list());
      showMarks(marks);
      offerToContinue(marks);
    };
    onChange(({ store }) => {
      if (store === "progress" || store === "everything") void show();
    });
    await show();
    const end = document.querySelector<HTMLElement>("[data-page-end]");
    if (end === null) return;
    const watcher = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watcher.disconnect();
      void progress.notePageRead(end.dataset["pageEnd"] ?? "");
    });
    watcher.observe(end);
  };
  if ("requestIdleCallback" in globalThis) requestIdleCallback(() => void start());
  else setTimeout(() => void start(), 200);
}

function marksOf(list: readonly Progress[]): Marks {
  const labs = list.filter((one) => one.kind === "lab");
  return {
    pagesRead: new Set(list.flatMap((one) => (one.kind === "page" ? [one.page] : []))),
    labsBegun: new Set(labs.map((one) => one.labId)),
    labsSolved: new Set(labs.filter((one) => one.solvedAtMs !== null).map((one) => one.labId)),
  };
}

/** The start button leads to the first page not read yet, once something has been read. */
function offerToContinue({ pagesRead }: Marks): void {
  const button = document.querySelector<HTMLAnchorElement>("a[data-continue]");
  const pages = [...document.querySelectorAll<HTMLAnchorElement>("a[data-page-mark]")];
  const next = pages.find((page) => !pagesRead.has(page.dataset["pageMark"] ?? ""));
  if (button === null || next === undefined || pagesRead.size === 0) return;
  button.href = next.href;
  const title = next.querySelector("[data-title]")?.textContent ?? "";
  button.textContent = (button.dataset["continue"] ?? "").replace("{title}", title);
}
