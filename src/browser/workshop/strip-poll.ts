import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Poll } from "#contract/api/workshops.ts";
import { pollBars } from "./poll-bars.ts";
import type { WorkshopPage } from "./workshop-words.ts";

export type StripPoll = { readonly element: HTMLElement; show(poll: Poll | null): void };

/** The open poll to answer, or the closed one with what everybody said. */
export function createStripPoll(page: WorkshopPage, workshopId: string): StripPoll {
  const { say } = page;
  const element = build("div", { className: "poll" });
  const answer = async (asked: Poll, choiceId: string): Promise<void> => {
    const body = { pollId: asked.id, choiceId };
    const params = { workshopId };
    try {
      await callServer("post", "/api/workshops/{workshopId}/answer", { params, body });
      show({ ...asked, mine: choiceId });
    } catch {
      show(asked); // closed meanwhile, or no network: the stream tells which
    }
  };
  const question = (asked: Poll): HTMLElement[] => {
    const mine = asked.choices.find(({ id }) => id === asked.mine)?.text;
    const choices = asked.choices.map(({ id, text }) => {
      const button = buildButton({ text, onPress: () => void answer(asked, id) });
      button.setAttribute("aria-pressed", String(id === asked.mine));
      return button;
    });
    return [
      build("fieldset", {}, [build("legend", {}, [asked.question]), ...choices]),
      ...(mine === undefined
        ? []
        : [build("p", { attributes: { role: "status" } }, [say("workshop.your-answer", { choice: mine })])]),
    ];
  };
  const show = (poll: Poll | null): void =>
    element.replaceChildren(
      ...(poll === null ? [] : poll.state === "closed" ? [pollBars(page, poll)] : question(poll)),
    );
  return { element, show };
}
