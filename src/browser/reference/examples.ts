/** Wakes an example when it is asked to run or about to be changed; until then it is text. */
export function startExamples(): void {
  const words: unknown = JSON.parse(document.querySelector("[data-reference-words]")?.textContent ?? "{}");
  for (const root of document.querySelectorAll<HTMLElement>("[data-example]")) {
    let opened: Promise<{ readonly run: () => void }> | undefined;
    const open = () => {
      opened ??= import("./siklus-example.ts").then(
        ({ openExample }) => openExample(root, words as Parameters<typeof openExample>[1]), // written by the page's build
      );
      return opened;
    };
    root.querySelector("[data-action='run']")?.addEventListener("click", () => void open().then(({ run }) => run()));
    root.querySelector("[data-action='change']")?.addEventListener("click", ({ currentTarget }) => {
      if (currentTarget instanceof HTMLElement) currentTarget.hidden = true;
      void open().then(() => root.querySelector("textarea")?.focus());
    });
  }
}
