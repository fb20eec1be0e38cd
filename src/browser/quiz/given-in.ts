import type { QuizQuestion } from "#contract/quiz.ts";
import type { Given } from "./given.ts";

/** The answer that stands in a question's native fields; none where answering is done by moving items. */
export function givenIn(form: HTMLFormElement, question: QuizQuestion): Given | undefined {
  switch (question.kind) {
    case "order":
      return undefined;
    case "many":
      return Array.from(form.querySelectorAll<HTMLInputElement>("input:checked"), ({ value }) => value);
    case "match": {
      const fields = Array.from(form.querySelectorAll<HTMLSelectElement>("select[data-pair]"));
      const chosen = fields.filter(({ value }) => value !== "");
      return Object.fromEntries(chosen.map(({ dataset, value }) => [dataset["pair"] ?? "", value]));
    }
    case "number":
      return form.querySelector<HTMLInputElement>("input")?.value ?? "";
    case "choice":
    case "chart":
      return form.querySelector<HTMLInputElement>("input:checked")?.value ?? "";
  }
}
