import { build, buildButton } from "#browser/dom/build.ts";
import type { Participant } from "#contract/api/workshops.ts";
import { mistakeName, type WorkshopPage } from "./workshop-words.ts";

export type GridActions = {
  readonly onSeeCode: (one: Participant) => void;
  readonly onAnswered: (one: Participant) => void;
  readonly onRemove: (one: Participant) => void;
};
export type LiveGrid = {
  readonly element: HTMLElement;
  set(participants: readonly Participant[]): void;
  change(participants: readonly Participant[]): void;
  remove(ids: readonly string[]): void;
};

const states = ["asking", "stuck", "running", "working", "reading", "done"] as const;
type State = (typeof states)[number];
/** Whoever needs somebody stands first. */
const rank = new Map(states.map((state, i) => [state, i]));

/**
 * The room at a glance: a card a learner, those who ask or are stuck first. Several hundred cards stay quick because a change redraws
 * only the cards of whom it concerns, and cards out of sight are not laid out (CSS content-visibility).
 */
export function createLiveGrid(page: WorkshopPage, actions: GridActions): LiveGrid {
  const { say } = page;
  const people = new Map<string, Participant>();
  const cards = new Map<string, HTMLElement>();
  let shown: State | "all" = "all";
  let sought = "";

  const list = build("ul", { className: "people", attributes: { "aria-label": say("workshop.grid") } });
  const empty = build("p", { className: "nobody" });
  const filters = build("div", {
    className: "toolbar",
    attributes: { role: "group", "aria-label": say("workshop.filter") },
  });
  const find = build("input", {
    className: "field find",
    attributes: { type: "search", "aria-label": say("workshop.find"), placeholder: say("workshop.find") },
  });
  const buttons = new Map<State | "all", HTMLButtonElement>();
  for (const state of ["all", ...states] as const) {
    const button = buildButton({
      text: "",
      onPress: () => {
        shown = state;
        arrange();
      },
    });
    buttons.set(state, button);
    filters.append(button);
  }
  find.addEventListener("input", () => {
    sought = find.value.trim().toLowerCase();
    arrange();
  });

  const arrange = (): void => {
    const counts = new Map<State, number>();
    for (const { state } of people.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
    for (const [state, button] of buttons) {
      const name = state === "all" ? say("workshop.filter-all") : say(`workshop.state-${state}`);
      const count = state === "all" ? people.size : (counts.get(state) ?? 0);
      setText(button, say("workshop.count", { state: name, count }));
      button.setAttribute("aria-pressed", String(shown === state));
      button.dataset["state"] = state;
    }
    const sorted = [...people.values()].sort(
      (a, b) => (rank.get(a.state) ?? 9) - (rank.get(b.state) ?? 9) || (a.nickname < b.nickname ? -1 : 1),
    );
    let visible = 0;
    let before: Element | null = null;
    for (const one of sorted) {
      const card = cards.get(one.id);
      if (card === undefined) continue;
      card.hidden = (shown !== "all" && one.state !== shown) || !one.nickname.toLowerCase().includes(sought);
      if (!card.hidden) visible++;
      // Moved only when out of place: a card that is being read stays.
      if ((before === null ? list.firstElementChild : before.nextElementSibling) !== card) {
        if (before === null) list.prepend(card);
        else before.after(card);
      }
      before = card;
    }
    empty.hidden = visible > 0;
    setText(empty, say(people.size === 0 ? "workshop.grid-empty" : "workshop.grid-none"));
  };

  const draw = (one: Participant): void => {
    people.set(one.id, one);
    const card = cards.get(one.id) ?? build("li", { className: "person" });
    cards.set(one.id, card);
    if (!card.contains(document.activeElement) || card.dataset["state"] !== one.state)
      card.replaceChildren(...cardParts(page, one, actions));
    card.dataset["state"] = one.state;
    card.toggleAttribute("data-away", !one.isHere);
  };
  const change = (list: readonly Participant[]): void => {
    for (const one of list) draw(one);
    arrange();
  };
  const remove = (ids: readonly string[]): void => {
    for (const id of ids) {
      people.delete(id);
      cards.get(id)?.remove();
      cards.delete(id);
    }
    arrange();
  };
  arrange();
  return {
    element: build("section", { className: "grid" }, [
      build("div", { className: "toolbar" }, [filters, find]),
      list,
      empty,
    ]),
    set(participants) {
      const there = new Set(participants.map(({ id }) => id));
      remove([...people.keys()].filter((id) => !there.has(id)));
      change(participants);
    },
    change,
    remove,
  };
}

function cardParts(
  page: WorkshopPage,
  one: Participant,
  { onSeeCode, onAnswered, onRemove }: GridActions,
): HTMLElement[] {
  const { say, labs } = page;
  const lab = labs.find(({ labId }) => labId === one.labId)?.title ?? one.labId;
  const lines = [
    lab,
    one.checksTotal === 0 ? null : say("workshop.checks", { passed: one.checksPassed, total: one.checksTotal }),
    one.runs === 0 ? null : say("workshop.runs", { runs: one.runs }),
    one.solved.length === 0 ? null : say("workshop.solved-labs", { count: one.solved.length }),
    one.isHere ? null : say("workshop.away"),
  ].filter((line) => line !== null);
  const parts: HTMLElement[] = [
    build("p", { className: "nick" }, [build("strong", {}, [one.nickname]), stateTag(page, one)]),
    build("p", { className: "facts" }, [lines.join(" · ")]),
  ];
  if (one.lastMistake !== null && one.sameMistakeRuns > 1)
    parts.push(
      build("p", { className: "facts" }, [
        say("workshop.mistake", { times: one.sameMistakeRuns, mistake: mistakeName(one.lastMistake) }),
      ]),
    );
  if (one.question !== null) parts.push(build("blockquote", { className: "question" }, [one.question]));
  const tools = build("div", { className: "toolbar" });
  if (one.sharesCode) tools.append(buildButton({ text: say("workshop.see-code"), onPress: () => onSeeCode(one) }));
  if (one.state === "asking")
    tools.append(buildButton({ text: say("workshop.answered"), onPress: () => onAnswered(one) }));
  const remove = buildButton({ text: "×", className: "button quiet icon", onPress: () => onRemove(one) });
  remove.setAttribute("aria-label", say("workshop.remove", { nickname: one.nickname }));
  tools.append(remove);
  return [...parts, tools];
}

function stateTag({ say }: WorkshopPage, { state, stateSince }: Participant): HTMLElement {
  const minutes = Math.floor((Date.now() - Date.parse(stateSince)) / 60_000);
  const text = say(`workshop.state-${state}`);
  return build("span", { className: "tag state" }, [
    minutes < 1 ? text : `${text} ${say("workshop.since", { minutes })}`,
  ]);
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
