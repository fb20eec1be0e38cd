/** What a reader has done, as the marks of the page show it. Page ids are `07-metrics/roc-auc`, lab ids `07-metrics/f-beta`. */
export type Marks = {
  readonly pagesRead: ReadonlySet<string>;
  readonly labsSolved: ReadonlySet<string>;
  readonly labsBegun: ReadonlySet<string>;
};

/** Shows marks at every `[data-page-mark="<id>"]` and `[data-lab-mark="<id>"]`: sets data-state and lets its `[data-when]` words be read. */
export function showMarks(marks: Marks): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-page-mark]")) {
    setState(place, marks.pagesRead.has(place.dataset["pageMark"] ?? "") ? "done" : "none");
  }
  for (const place of document.querySelectorAll<HTMLElement>("[data-lab-mark]")) {
    const lab = place.dataset["labMark"] ?? "";
    setState(place, marks.labsSolved.has(lab) ? "done" : marks.labsBegun.has(lab) ? "begun" : "none");
  }
}

function setState(place: HTMLElement, state: "none" | "begun" | "done"): void {
  place.dataset["state"] = state;
  for (const words of place.querySelectorAll<HTMLElement>("[data-when]"))
    words.hidden = words.dataset["when"] !== state;
}
