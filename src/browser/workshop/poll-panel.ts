import { build, buildButton } from "#browser/dom/build.ts";
import type { Poll } from "#contract/api/workshops.ts";
import type { HostCommand } from "./host-command.ts";
import type { Panel } from "./pace-panel.ts";
import { pollBars } from "./poll-bars.ts";
import type { WorkshopPage } from "./workshop-words.ts";

/** Ask everybody, watch the answers come in, close it and show which was right. */
export function createPollPanel(page: WorkshopPage, command: (control: HostCommand) => void): Panel {
  const { say } = page;
  const results = build("div", { className: "stack", attributes: { "aria-live": "polite" } });
  const question = build("input", { className: "field", attributes: { maxlength: "400", id: "poll-question" } });
  const choices = build("div", { className: "stack" });
  const problem = build("p", { className: "status", attributes: { role: "alert", "data-tone": "warn" } });
  problem.hidden = true;
  const addChoice = (): void => {
    const number = choices.childElementCount + 1;
    const text = build("input", {
      className: "field",
      attributes: { maxlength: "200", "aria-label": say("workshop.poll-choice", { number }) },
    });
    const right = build("input", { attributes: { type: "checkbox" } });
    choices.append(
      build("div", { className: "poll-choice" }, [
        text,
        build("label", { className: "choice" }, [right, say("workshop.poll-right")]),
      ]),
    );
  };
  addChoice();
  addChoice();
  const more = buildButton({
    text: say("workshop.poll-add"),
    onPress: () => {
      if (choices.childElementCount < 8) addChoice();
    },
  });
  const form = build("form", { className: "stack" }, [
    build("label", { attributes: { for: "poll-question" } }, [say("workshop.poll-question")]),
    question,
    choices,
    problem,
    build("div", { className: "toolbar" }, [
      more,
      build("button", { className: "button primary", attributes: { type: "submit" } }, [say("workshop.poll-open")]),
    ]),
  ]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = [...choices.children].flatMap((row, i) => {
      const [text, right] = row.querySelectorAll("input");
      const words = text?.value.trim() ?? "";
      return words === "" ? [] : [{ id: String(i + 1), text: words, isRight: right?.checked === true }];
    });
    const isQuiz = written.some(({ isRight }) => isRight);
    problem.hidden = question.value.trim() !== "" && written.length >= 2;
    problem.textContent = say("workshop.poll-two");
    if (!problem.hidden) return;
    command({
      do: "open-poll",
      question: question.value,
      choices: written.map(({ isRight, ...choice }) => (isQuiz ? { ...choice, isRight } : choice)),
    });
  });
  const showResults = (poll: Poll | null): void => {
    results.replaceChildren();
    if (poll === null) return;
    results.append(pollBars(page, poll));
    if (poll.state === "open")
      results.append(buildButton({ text: say("workshop.poll-close"), onPress: () => command({ do: "close-poll" }) }));
  };
  return {
    element: build("section", { className: "panel stack" }, [
      build("h2", {}, [say("workshop.poll")]),
      results,
      build("details", {}, [build("summary", {}, [say("workshop.poll-open")]), form]),
    ]),
    show: ({ poll }) => showResults(poll),
  };
}
