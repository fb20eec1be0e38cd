import { build, buildButton } from "#browser/dom/build.ts";
import { errorWords } from "#browser/server/error-words.ts";
import type { Desk } from "./desk.ts";

/** A place that says that it loads, then holds what was made of the answer, or the error in words with a way to try again. */
export function loaded<Answer>(
  desk: Desk,
  load: () => Promise<Answer>,
  show: (answer: Answer) => Node | readonly Node[],
): HTMLElement {
  const place = build("div", { className: "class-loaded" });
  const start = async () => {
    place.setAttribute("aria-busy", "true");
    if (place.childElementCount === 0)
      place.append(build("p", { className: "class-soft" }, [desk.say("class.loading")]));
    try {
      const shown = show(await load());
      place.replaceChildren(...(shown instanceof Node ? [shown] : shown));
    } catch (error) {
      const words = errorWords(error, desk.sayAny);
      place.replaceChildren(
        build("p", { className: "status", attributes: { "data-tone": "bad", role: "alert" } }, [words]),
        buildButton({ text: desk.say("class.again"), onPress: () => void start() }),
      );
    }
    place.removeAttribute("aria-busy");
  };
  void start();
  return place;
}

/** Runs what a button or form asks for: it waits visibly, and an error is said beside it. Undefined when it failed. */
export async function attempt<Answer>(
  desk: Desk,
  { by, run, done }: { readonly by: HTMLElement; readonly run: () => Promise<Answer>; readonly done?: string },
): Promise<{ readonly answer: Answer } | undefined> {
  by.nextElementSibling?.matches("[data-part='refused']") && by.nextElementSibling.remove();
  by.setAttribute("aria-busy", "true");
  try {
    const answer = await run();
    if (done !== undefined) desk.tell(done);
    return { answer };
  } catch (error) {
    const attributes = { "data-tone": "bad", "data-part": "refused", role: "alert" };
    by.after(build("p", { className: "status", attributes }, [errorWords(error, desk.sayAny)]));
    return undefined;
  } finally {
    by.removeAttribute("aria-busy");
  }
}
