import { build, buildButton } from "#browser/dom/build.ts";
import { inputField } from "#browser/dom/fields.ts";
import type { Desk } from "./desk.ts";

/** Asks before something that cannot be taken back, with the reason that the log keeps; null when it is let be. */
export function askReason(
  desk: Desk,
  { title, text, confirm }: { readonly title: string; readonly text: string; readonly confirm: string },
): Promise<string | null> {
  const reason = inputField({
    label: desk.say("class.reason"),
    attributes: { required: "", minlength: "3", maxlength: "500" },
  });
  const heading = build("h3", { attributes: { id: "class-ask-title" } }, [title]);
  const cancel = buildButton({ text: desk.say("class.cancel"), onPress: () => dialog.close() });
  const yes = build("button", { className: "button primary", attributes: { type: "submit" } }, [confirm]);
  const form = build("form", { className: "class-stack" }, [
    heading,
    build("p", {}, [text]),
    reason.element,
    build("div", { className: "toolbar" }, [yes, cancel]),
  ]);
  const dialog = build("dialog", { className: "dialog", attributes: { "aria-labelledby": "class-ask-title" } }, [form]);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer: string | null = null;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer = reason.input.value.trim();
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
  });
}
