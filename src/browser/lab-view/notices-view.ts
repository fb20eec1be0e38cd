import { build, buildButton } from "#browser/dom/build.ts";

type Notice = {
  readonly id: string;
  readonly tone: "good" | "warn" | "bad" | "plain";
  readonly text: string;
  readonly actions: readonly { readonly text: string; readonly act: () => void }[];
};

export type NoticesView = { put(notice: Notice): void; remove(id: string): void };

/** Messages beside the code that may ask for a choice; each stays until it is answered or no longer true. */
export function createNoticesView(place: HTMLElement): NoticesView {
  const shown = new Map<string, { readonly element: HTMLElement; readonly text: string }>();
  const remove = (id: string) => {
    const found = shown.get(id);
    if (found === undefined) return;
    const hadFocus = found.element.contains(document.activeElement);
    found.element.remove();
    shown.delete(id);
    if (hadFocus) place.focus({ preventScroll: true });
  };
  return {
    put(notice) {
      if (shown.get(notice.id)?.text === notice.text) return;
      const buttons = notice.actions.map(({ text, act }) =>
        buildButton({ text, className: "button small", onPress: act }),
      );
      const element = build(
        "div",
        { className: "status lab-notice", attributes: { "data-tone": notice.tone, "data-notice": notice.id } },
        [
          build("p", {}, [notice.text]),
          ...(buttons.length === 0 ? [] : [build("div", { className: "toolbar" }, buttons)]),
        ],
      );
      const before = shown.get(notice.id)?.element;
      if (before === undefined) place.append(element);
      else before.replaceWith(element);
      shown.set(notice.id, { element, text: notice.text });
    },
    remove,
  };
}
