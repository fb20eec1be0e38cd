import type { QuizQuestion } from "#contract/quiz.ts";
import { createRng } from "#engine/core/random.ts";

/** What the learner answered: an option's id or a number as typed, several ids, or a partner for each pair. */
export type Given = string | readonly string[] | Readonly<Record<string, string>>;

export function isList(given: Given): given is readonly string[] {
  return Array.isArray(given);
}

/** The ids of a `many` or an `order`; empty for an answer of another form. */
export function listOf(given: Given): readonly string[] {
  return isList(given) ? given : [];
}

/** The partner chosen for each pair; none for an answer of another form. */
export function partnersOf(given: Given): Readonly<Record<string, string>> {
  return typeof given === "string" || isList(given) ? {} : given;
}

/** The answer that stands there before anything was chosen. */
export function blank(question: QuizQuestion): Given {
  switch (question.kind) {
    case "many":
      return [];
    case "order":
      return shuffled(question.items, question.id).map((item) => item.id);
    case "match":
      return {};
    default:
      return "";
  }
}

export function isBlank(question: QuizQuestion, given: Given): boolean {
  if (question.kind === "order") return false;
  if (question.kind === "match") return Object.values(given).filter((id) => id !== "").length < question.pairs.length;
  return given.length === 0;
}

/** Whether something kept earlier still fits the question, whose text may have changed since. */
export function fits(question: QuizQuestion, given: unknown): given is Given {
  if (question.kind === "match") {
    const ids = question.pairs.map((pair) => pair.id);
    return (
      typeof given === "object" &&
      given !== null &&
      !Array.isArray(given) &&
      Object.entries(given).every(([left, right]) => ids.includes(left) && ids.includes(right))
    );
  }
  if (question.kind === "many" || question.kind === "order") {
    if (!Array.isArray(given)) return false;
    const ids = (question.kind === "many" ? question.options : question.items).map(({ id }) => id);
    return given.every((id) => ids.includes(id)) && (question.kind === "many" || new Set(given).size === ids.length);
  }
  if (typeof given !== "string") return false;
  return question.kind === "number" || question.options.some((option) => option.id === given);
}

/** The same disorder at every visit, and never the right order. */
export function shuffled<T extends { readonly id: string }>(items: readonly T[], key: string): readonly T[] {
  const rng = createRng(Array.from(key).reduce((seed, letter) => (seed * 31 + letter.charCodeAt(0)) | 0, 7));
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    const [a, b] = [mixed[last], mixed[other]];
    if (a && b) [mixed[last], mixed[other]] = [b, a];
  }
  const [first, ...rest] = mixed;
  return first && mixed.every((item, i) => item === items[i]) ? [...rest, first] : mixed;
}
