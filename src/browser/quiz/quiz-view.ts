import { h, type ViewNode } from "#browser/explorables/view/view-node.ts";
import type { Words } from "#browser/explorables/words.ts";
import type { QuizQuestion } from "#contract/quiz.ts";
import { answerFields, mark } from "./answer-fields.ts";
import { inlineText } from "./inline-text.ts";
import { quizFigure } from "./quiz-figure.ts";
import { newTry, type QuizState, summarize, type Try } from "./quiz-state.ts";

/** Address and title of a page, by the `reread` of a question. */
export type Pages = Readonly<Record<string, { readonly href: string; readonly title: string }>>;

export function quizView({
  questions,
  state,
  words,
  pages,
  isKept = true,
}: {
  readonly questions: readonly QuizQuestion[];
  readonly state: QuizState;
  readonly words: Words;
  readonly pages: Pages;
  /** false: the browser refused to save, and the page says so. */
  readonly isKept?: boolean;
}): readonly ViewNode[] {
  return [
    h(
      "ol",
      { class: "quiz-questions" },
      ...questions.map((question, i) =>
        h(
          "li",
          { class: "quiz-question", id: `quiz-${question.id}` },
          h("p", { class: "quiz-place figures" }, words.say("number", { at: i + 1, of: questions.length })),
          questionForm({ question, state: state[question.id] ?? newTry(question), words }),
          withoutScript({ question, words }),
        ),
      ),
    ),
    summary({ questions, state, words, pages, isKept }),
  ];
}

function questionForm({
  question,
  state,
  words,
}: {
  readonly question: QuizQuestion;
  readonly state: Try;
  readonly words: Words;
}): ViewNode {
  const wrong = state.judgement?.outcome === "wrong";
  return h(
    "form",
    { class: "quiz-form", "data-question": question.id, novalidate: true },
    h(
      "fieldset",
      {},
      h("legend", {}, inlineText(question.prompt)),
      question.kind === "chart" && quizFigure({ figure: question.figure, words }),
      (question.kind === "many" || question.kind === "order" || question.kind === "match") &&
        h("p", { class: "quiz-how" }, words.say(question.kind)),
      answerFields({ question, state, words }),
    ),
    h("div", { class: "quiz-feedback", role: "status" }, feedback({ state, words })),
    h(
      "div",
      { class: "toolbar needs-script" },
      h("button", { type: "submit", class: "button primary" }, words.say("check")),
      wrong && h("button", { type: "button", class: "button quiet", "data-show": question.id }, words.say("show")),
    ),
  );
}

/** Said aloud when it appears: the verdict, how far it got, and what belongs to no single option. */
function feedback({ state, words }: { readonly state: Try; readonly words: Words }): ViewNode | false {
  const { judgement } = state;
  if (judgement === null) return false;
  if (judgement.outcome === "blank") return h("p", {}, words.say("empty"));
  if (judgement.outcome === "no-number") return h("p", {}, words.say("no-number", { example: words.number(0.25, 2) }));
  const general = judgement.remarks.filter((remark) => remark.of === null);
  const tone = judgement.outcome === "right" ? "good" : "bad";
  const part = judgement.outcome === "wrong" ? judgement.part : undefined;
  const verdict =
    judgement.outcome === "right"
      ? state.isShown || state.tries < 2
        ? words.say("right")
        : words.say("right-later", { tries: state.tries })
      : words.say("wrong");
  return h(
    "div",
    { class: "status", "data-tone": tone },
    h(
      "p",
      {},
      mark(tone),
      h("strong", {}, state.isShown ? words.say("answer") : verdict),
      part && ` ${words.say(part.kind, { count: part.count, of: part.of })}`,
    ),
    ...general.map((remark) => h("p", {}, inlineText(remark.why))),
  );
}

/** For a page without scripts: the answer in a fold, every option with its reason. */
function withoutScript({ question, words }: { readonly question: QuizQuestion; readonly words: Words }): ViewNode {
  return h(
    "details",
    { class: "quiz-plain" },
    h("summary", {}, words.say("answer")),
    ...answers(question, words).map((text) => h("p", {}, inlineText(text))),
  );
}

function answers(question: QuizQuestion, words: Words): readonly string[] {
  switch (question.kind) {
    case "choice":
    case "many":
    case "chart":
      return question.options.map((option) => `${option.right ? "✓" : "✗"} **${option.text}** ${option.why}`);
    case "order":
      return [...question.items.map((item, i) => `${i + 1}. ${item.text}`), question.why];
    case "match":
      return [...question.pairs.map((pair) => `**${pair.left}** → ${pair.right}`), question.why];
    case "number": {
      const digits = String(question.answer).split(".")[1]?.length ?? 0;
      return [words.say("answer-is", { answer: words.number(question.answer, digits) }), question.why];
    }
  }
}

function summary({
  questions,
  state,
  words,
  pages,
  isKept,
}: {
  readonly questions: readonly QuizQuestion[];
  readonly state: QuizState;
  readonly words: Words;
  readonly pages: Pages;
  readonly isKept: boolean;
}): ViewNode {
  const { solved, first, of, reread } = summarize(questions, state);
  return h(
    "section",
    { class: "quiz-summary needs-script", "aria-label": words.say("summary") },
    h("p", { class: "quiz-summary-title" }, words.say("summary")),
    h("p", { class: "figures" }, words.say("solved", { solved, first, of })),
    reread.length > 0 && h("p", {}, words.say("reread")),
    reread.length > 0 &&
      h(
        "ul",
        {},
        ...reread.map((page) => h("li", {}, h("a", { href: pages[page]?.href ?? "#" }, pages[page]?.title ?? page))),
      ),
    first === of && h("p", {}, words.say("all-first")),
    !isKept && h("p", { class: "status", "data-tone": "warn" }, words.say("not-kept")),
    solved > 0 && h("button", { type: "button", class: "button", "data-again": true }, words.say("again")),
  );
}
