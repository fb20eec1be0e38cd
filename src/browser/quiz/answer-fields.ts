import { h, type ViewNode } from "#browser/explorables/view/view-node.ts";
import type { Words } from "#browser/explorables/words.ts";
import type { QuizQuestion } from "#contract/quiz.ts";
import { listOf, partnersOf, shuffled } from "./given.ts";
import { inlineText } from "./inline-text.ts";
import type { Remark } from "./judge.ts";
import type { Try } from "./quiz-state.ts";

type Fields = { readonly question: QuizQuestion; readonly state: Try; readonly words: Words };

/** Where one answers: native controls, each with what was said of it. */
export function answerFields({ question, state, words }: Fields): ViewNode {
  switch (question.kind) {
    case "choice":
    case "chart":
      return options({ kind: "radio", question, list: shuffled(question.options, question.id), state });
    case "many":
      return options({ kind: "checkbox", question, list: shuffled(question.options, question.id), state });
    case "order":
      return order({ question, state, words });
    case "match":
      return match({ question, state, words });
    case "number":
      return number({ question, state, words });
  }
}

function remarksOf(state: Try): readonly Remark[] {
  return state.judgement && "remarks" in state.judgement ? state.judgement.remarks : [];
}

function options({
  kind,
  question,
  list,
  state,
}: {
  readonly kind: "radio" | "checkbox";
  readonly question: QuizQuestion;
  readonly list: readonly { readonly id: string; readonly text: string }[];
  readonly state: Try;
}): ViewNode {
  const chosen = (id: string): boolean => state.given === id || listOf(state.given).includes(id);
  return h(
    "div",
    { class: "quiz-options" },
    ...list.map(({ id, text }) => {
      const remark = remarksOf(state).find(({ of }) => of === id);
      return h(
        "div",
        { class: "quiz-option", "data-tone": remark?.tone },
        h(
          "label",
          { class: "choice" },
          h("input", { type: kind, name: question.id, value: id, checked: chosen(id) }),
          h("span", {}, inlineText(text)),
        ),
        remark && h("p", { class: "quiz-why" }, mark(remark.tone), inlineText(remark.why)),
      );
    }),
  );
}

/** Never by colour alone. */
export function mark(tone: Remark["tone"]): ViewNode {
  return h("span", { class: "quiz-tick", "aria-hidden": "true" }, tone === "good" ? "✓" : "✗");
}

function order({
  question,
  state,
  words,
}: Fields & { readonly question: Extract<QuizQuestion, { kind: "order" }> }): ViewNode {
  const ids = listOf(state.given);
  return h(
    "ol",
    { class: "quiz-order" },
    ...ids.map((id, i) => {
      const text = question.items.find((item) => item.id === id)?.text ?? "";
      const button = (way: "up" | "down", disabled: boolean): ViewNode =>
        h(
          "button",
          {
            type: "button",
            class: "button icon needs-script",
            "data-move": way,
            "data-item": id,
            "aria-disabled": String(disabled),
            "aria-label": words.say(way, { item: text }),
          },
          way === "up" ? "↑" : "↓",
        );
      return h(
        "li",
        { class: "quiz-item", "data-item": id },
        h("span", { class: "quiz-grip", "aria-hidden": "true" }, "⠿"),
        h("span", { class: "quiz-item-text" }, inlineText(text)),
        button("up", i === 0),
        button("down", i === ids.length - 1),
      );
    }),
  );
}

function match({
  question,
  state,
  words,
}: Fields & { readonly question: Extract<QuizQuestion, { kind: "match" }> }): ViewNode {
  const chosen = partnersOf(state.given);
  const partners = shuffled(question.pairs, question.id);
  return h(
    "div",
    { class: "quiz-match" },
    ...question.pairs.map((pair) => {
      const remark = remarksOf(state).find(({ of }) => of === pair.id);
      return h(
        "label",
        { class: "quiz-pair", "data-tone": remark?.tone },
        h("span", {}, inlineText(pair.left)),
        h(
          "select",
          { class: "field", "data-pair": pair.id },
          h("option", { value: "", selected: !chosen[pair.id] }, words.say("choose")),
          ...partners.map((partner) =>
            h("option", { value: partner.id, selected: chosen[pair.id] === partner.id }, partner.right),
          ),
        ),
        remark ? mark(remark.tone) : h("span", { class: "quiz-tick" }),
      );
    }),
  );
}

function number({
  question,
  state,
  words,
}: Fields & { readonly question: Extract<QuizQuestion, { kind: "number" }> }): ViewNode {
  return h(
    "label",
    { class: "quiz-number" },
    h("span", {}, words.say("your-answer")),
    h("input", {
      type: "text",
      class: "field",
      inputmode: "decimal",
      autocomplete: "off",
      name: question.id,
      value: typeof state.given === "string" ? state.given : "",
    }),
    question.unit && h("span", {}, question.unit),
  );
}
