import { build, buildButton } from "#browser/dom/build.ts";
import type { WorkshopPage } from "./workshop-words.ts";

export type HelpForm = { readonly element: HTMLElement; show(isAsking: boolean): void };

/** Asking the teacher for help, and taking it back. */
export function createHelpForm({ say }: WorkshopPage, ask: (question: string | null) => void): HelpForm {
  const text = build("input", {
    className: "field",
    attributes: { maxlength: "500", placeholder: say("workshop.ask-what"), "aria-label": say("workshop.ask-what") },
  });
  const form = build("form", { className: "toolbar" }, [
    text,
    build("button", { className: "button", attributes: { type: "submit" } }, [say("workshop.ask")]),
  ]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(text.value);
    text.value = "";
    show(true);
  });
  const asked = build("p", { className: "toolbar", attributes: { role: "status" } }, [
    say("workshop.asked"),
    buildButton({
      text: say("workshop.ask-no"),
      onPress: () => {
        ask(null);
        show(false);
      },
    }),
  ]);
  const show = (isAsking: boolean): void => {
    form.hidden = isAsking;
    asked.hidden = !isAsking;
  };
  show(false);
  return { element: build("div", {}, [form, asked]), show };
}
