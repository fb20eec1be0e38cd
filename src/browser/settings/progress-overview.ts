import type { SettingsParts } from "./siklus-settings.ts";

type Kind = "labs" | "pages" | "quiz";

/** By stage: labs solved, pages read, questions answered rightly; follows what is kept in any tab. */
export function startProgressOverview({ root, keep, say }: SettingsParts): void {
  const places = [...root.querySelectorAll<HTMLElement>("[data-done]")];
  const show = async () => {
    const kept = await keep.progress.list();
    const solved = kept.flatMap((one) => (one.kind === "lab" && one.solvedAtMs !== null ? [one.labId] : []));
    const read = kept.flatMap((one) => (one.kind === "page" ? [one.page] : []));
    for (const place of places) {
      const ids: readonly string[] = JSON.parse(place.dataset["ids"] ?? "[]");
      const answered = async (quizId: string) =>
        (await keep.quizAnswers.of(quizId)).flatMap(({ right, key }) => (right ? [key] : []));
      const kind = place.dataset["done"] as Kind; // Settings.astro writes no other
      const done = kind === "labs" ? solved : kind === "pages" ? read : await answered(place.dataset["stage"] ?? "");
      const count = ids.filter((id) => done.includes(id)).length;
      const text = place.querySelector("span");
      const bar = place.querySelector("progress");
      if (text !== null) text.textContent = say("settings.progress-of", { done: count, total: ids.length });
      if (bar !== null) bar.value = count;
    }
  };
  keep.onChange(({ store }) => {
    if (store === "everything" || store === "progress" || store === "quizAnswers") void show();
  });
  void show();
}
