import { ExplorableElement } from "#browser/explorables/explorable-element.ts";
import type { ViewNode } from "#browser/explorables/view/view-node.ts";
import { openKeep } from "#browser/keep/keep.ts";
import type { QuizQuestion } from "#contract/quiz.ts";
import { blank, fits, isList, listOf } from "./given.ts";
import { givenIn } from "./given-in.ts";
import { answer, check, newQuiz, newTry, type QuizState, reveal, type Try } from "./quiz-state.ts";
import { type Pages, quizView } from "./quiz-view.ts";

class QuizElement extends ExplorableElement {
  #questions: readonly QuizQuestion[] = [];
  #pages: Pages = {};
  #state: QuizState = {};
  #isKept = true;
  /** The button that moved an item, to follow it there. */
  #follow: string | undefined;

  protected view(): readonly ViewNode[] {
    return quizView({
      questions: this.#questions,
      state: this.#state,
      words: this.words,
      pages: this.#pages,
      isKept: this.#isKept,
    });
  }

  /** Verdicts are live regions of their own; only the moving of items needs a word. */
  protected summary(): string {
    return "";
  }

  protected override drawn(): void {
    if (this.#follow === undefined) return;
    this.querySelector<HTMLElement>(this.#follow)?.focus();
    this.#follow = undefined;
  }

  protected start(stage: Element): void {
    const { questions, pages } = this.dataset;
    this.#questions = JSON.parse(questions ?? "[]");
    this.#pages = JSON.parse(pages ?? "{}");
    this.#state = newQuiz(this.#questions);
    const pressed = this.#adoptEarlyAnswers();
    stage.addEventListener("submit", (event) => {
      event.preventDefault();
      const question = this.#questionOf(event.target);
      if (question) this.#check(question);
    });
    stage.addEventListener("input", (event) => this.#input(event.target));
    stage.addEventListener("click", (event) => this.#click(event.target));
    this.#dragItems(stage);
    for (const question of pressed) this.#check(question);
    void this.#recall();
    openKeep().onChange(({ store }) => {
      if (store === "quizAnswers" || store === "everything") void this.#recall();
    });
  }

  /** What was answered in the bare markup before this script came, and which of it was handed in: src/browser/site/first-paint.js. */
  #adoptEarlyAnswers(): readonly QuizQuestion[] {
    const pressed: QuizQuestion[] = [];
    for (const form of this.querySelectorAll("form")) {
      const question = this.#questionOf(form);
      if (!question) continue;
      const given = givenIn(form, question);
      if (given !== undefined) this.#state = { ...this.#state, [question.id]: answer(this.#tryOf(question), given) };
      if (form.dataset["pressed"] !== undefined) pressed.push(question);
    }
    return pressed;
  }

  get #quizId(): string {
    return this.dataset["quiz"] ?? "";
  }

  /** Answers of earlier visits and other tabs; what is being answered just now stays as it is. */
  async #recall(): Promise<void> {
    const kept = new Map((await openKeep().quizAnswers.of(this.#quizId)).map((one) => [one.questionId, one]));
    const entries = this.#questions.map((question): [string, Try] => {
      const state = this.#tryOf(question);
      const one = kept.get(question.id);
      if (!one || one.tries <= state.tries || !fits(question, one.answer)) return [question.id, state];
      const given = { ...newTry(question), given: one.answer, tries: one.tries - 1 };
      const after = check(question, given);
      return [question.id, { ...after, rightAt: after.rightAt ?? (one.right ? one.tries : null) }];
    });
    this.#state = Object.fromEntries(entries);
    this.changed();
  }

  #check(question: QuizQuestion): void {
    const before = this.#tryOf(question);
    const after = check(question, before);
    this.#set(question, after);
    if (after.tries > before.tries) void this.#keep(question, after);
  }

  async #keep(question: QuizQuestion, { given, judgement }: Try): Promise<void> {
    const outcome = await openKeep().quizAnswers.save({
      quizId: this.#quizId,
      questionId: question.id,
      answer: isList(given) ? [...given] : typeof given === "string" ? given : { ...given },
      right: judgement?.outcome === "right",
    });
    this.#isKept = outcome.status === "saved";
    this.changed();
  }

  #questionOf(target: EventTarget | null): QuizQuestion | undefined {
    const form = target instanceof Element ? target.closest("form") : null;
    return this.#questions.find((question) => question.id === form?.dataset["question"]);
  }

  #tryOf(question: QuizQuestion): Try {
    return this.#state[question.id] ?? newTry(question);
  }

  #set(question: QuizQuestion, state: Try): void {
    this.#state = { ...this.#state, [question.id]: state };
    this.changed();
  }

  #input(target: EventTarget | null): void {
    const question = this.#questionOf(target);
    if (!question) return;
    const form = target instanceof Element ? target.closest("form") : null;
    const given = form === null ? undefined : givenIn(form, question);
    if (given !== undefined) this.#set(question, answer(this.#tryOf(question), given));
  }

  #click(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest("button") : null;
    const question = this.#questionOf(target);
    if (!button || button.ariaDisabled === "true") return;
    const { move, item, show, again } = button.dataset;
    if (question && show !== undefined) this.#set(question, reveal(question, this.#tryOf(question)));
    else if (question && item !== undefined && (move === "up" || move === "down")) {
      const ids = this.#orderOf(question);
      const at = ids.indexOf(item);
      this.#move(question, item, at + (move === "up" ? -1 : 1));
      this.#follow = `form[data-question="${question.id}"] button[data-item="${item}"][data-move="${move}"]`;
    } else if (again !== undefined) {
      const entries = this.#questions.map((one): [string, Try] => [
        one.id,
        { ...this.#tryOf(one), given: blank(one), judgement: null, isShown: false },
      ]);
      this.#state = Object.fromEntries(entries);
      this.changed();
    }
  }

  #orderOf(question: QuizQuestion): readonly string[] {
    return listOf(this.#tryOf(question).given);
  }

  #move(question: QuizQuestion, item: string, to: number): void {
    const rest = this.#orderOf(question).filter((id) => id !== item);
    const order = rest.toSpliced(to, 0, item);
    this.#set(question, answer(this.#tryOf(question), order));
    const text = question.kind === "order" ? (question.items.find(({ id }) => id === item)?.text ?? "") : "";
    this.speak(this.words.say("moved", { item: text, at: order.indexOf(item) + 1, of: order.length }));
  }

  #dragItems(stage: Element): void {
    let held: { readonly question: QuizQuestion; readonly item: string; readonly list: Element } | undefined;
    stage.addEventListener("pointerdown", (event) => {
      if (!(event instanceof PointerEvent) || !(event.target instanceof Element) || event.button !== 0) return;
      const item = event.target.closest<HTMLElement>("li[data-item]");
      const list = item?.parentElement;
      const question = this.#questionOf(item);
      if (!item?.dataset["item"] || !list || !question || event.target.closest("button")) return;
      event.preventDefault();
      list.setPointerCapture(event.pointerId);
      held = { question, item: item.dataset["item"], list };
    });
    stage.addEventListener("pointermove", (event) => {
      if (!(event instanceof PointerEvent) || !held) return;
      const middles = Array.from(held.list.children, (child) => {
        const box = child.getBoundingClientRect();
        return box.top + box.height / 2;
      });
      const from = this.#orderOf(held.question).indexOf(held.item);
      const to = middles.filter((middle, i) => i !== from && middle < event.clientY).length;
      if (to !== from) this.#move(held.question, held.item, to);
    });
    for (const type of ["pointerup", "pointercancel"]) {
      stage.addEventListener(type, () => {
        held = undefined;
      });
    }
  }
}

customElements.define("siklus-quiz", QuizElement);
