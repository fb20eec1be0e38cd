import type { QuizQuestion } from "#contract/quiz.ts";
import { type Given, isBlank, listOf, partnersOf } from "./given.ts";
import { readNumber } from "./read-number.ts";

/** What is said of one answer. `why` belongs to the option of that id, or to the whole question when `of` is null. */
export type Remark = { readonly of: string | null; readonly tone: "good" | "bad"; readonly why: string };

export type Judgement =
  | { readonly outcome: "blank" }
  | { readonly outcome: "no-number" }
  | { readonly outcome: "right"; readonly remarks: readonly Remark[] }
  | {
      readonly outcome: "wrong";
      readonly remarks: readonly Remark[];
      /** How far it got: options still missing, items in place, pairs right. */
      readonly part?: { readonly kind: "missing" | "in-place" | "paired"; readonly count: number; readonly of: number };
    };

export function judge(question: QuizQuestion, given: Given): Judgement {
  if (isBlank(question, given)) return { outcome: "blank" };
  switch (question.kind) {
    case "choice":
    case "chart":
      return judgeChoice(question.options, given);
    case "many":
      return judgeMany(question.options, listOf(given));
    case "order":
      return judgeOrder(question, listOf(given));
    case "match":
      return judgeMatch(question, given);
    case "number":
      return judgeNumber(question, String(given));
  }
}

/** The answer that is right, in the form in which it is given. */
export function rightAnswer(question: QuizQuestion): Given {
  switch (question.kind) {
    case "choice":
    case "chart":
      return question.options.find((option) => option.right)?.id ?? "";
    case "many":
      return question.options.filter((option) => option.right).map((option) => option.id);
    case "order":
      return question.items.map((item) => item.id);
    case "match":
      return Object.fromEntries(question.pairs.map((pair) => [pair.id, pair.id]));
    case "number":
      return String(question.answer);
  }
}

type Question<Kind extends QuizQuestion["kind"]> = Extract<QuizQuestion, { kind: Kind }>;
type Option = Question<"choice">["options"][number];

function judgeChoice(options: readonly Option[], given: Given): Judgement {
  const chosen = options.find((option) => option.id === given);
  if (!chosen) return { outcome: "blank" };
  return chosen.right
    ? { outcome: "right", remarks: [{ of: chosen.id, tone: "good", why: chosen.why }] }
    : { outcome: "wrong", remarks: [{ of: chosen.id, tone: "bad", why: chosen.why }] };
}

/** Each option that was chosen is explained; those left out are counted, not named. */
function judgeMany(options: readonly Option[], given: readonly string[]): Judgement {
  const remarks = options
    .filter((option) => given.includes(option.id))
    .map((option): Remark => ({ of: option.id, tone: option.right ? "good" : "bad", why: option.why }));
  const missing = options.filter((option) => option.right && !given.includes(option.id)).length;
  if (remarks.some((remark) => remark.tone === "bad")) return { outcome: "wrong", remarks };
  return missing === 0
    ? { outcome: "right", remarks }
    : { outcome: "wrong", remarks, part: { kind: "missing", count: missing, of: options.length } };
}

function judgeOrder(question: Question<"order">, given: readonly string[]): Judgement {
  const count = question.items.filter((item, i) => item.id === given[i]).length;
  const of = question.items.length;
  return count === of
    ? { outcome: "right", remarks: [{ of: null, tone: "good", why: question.why }] }
    : { outcome: "wrong", remarks: [], part: { kind: "in-place", count, of } };
}

/** Two partners with the same words are the same partner. */
function judgeMatch(question: Question<"match">, given: Given): Judgement {
  const chosen = partnersOf(given);
  const wordsOf = (id: string | undefined): string | undefined => question.pairs.find((pair) => pair.id === id)?.right;
  const right = question.pairs.map((pair) => wordsOf(chosen[pair.id]) === pair.right);
  const count = right.filter(Boolean).length;
  const of = question.pairs.length;
  if (count === of) return { outcome: "right", remarks: [{ of: null, tone: "good", why: question.why }] };
  const remarks = question.pairs.map((pair, i): Remark => ({ of: pair.id, tone: right[i] ? "good" : "bad", why: "" }));
  return { outcome: "wrong", remarks, part: { kind: "paired", count, of } };
}

function judgeNumber(question: Question<"number">, text: string): Judgement {
  const values = readNumber(text);
  if (values.length === 0) return { outcome: "no-number" };
  const slack = 1e-9;
  // "85 %" is 0.85 as well as 85, but the bare "85" is not, and its own explanation says so.
  if (values.some((value) => Math.abs(value - question.answer) <= question.tolerance + slack)) {
    return { outcome: "right", remarks: [{ of: null, tone: "good", why: question.why }] };
  }
  const slip = question.wrong.find(({ near }) =>
    values.some((value) => Math.abs(value - near) <= Math.max(question.tolerance, Math.abs(near) * 0.005) + slack),
  );
  return { outcome: "wrong", remarks: slip ? [{ of: null, tone: "bad", why: slip.why }] : [] };
}
