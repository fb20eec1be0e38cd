import { build, buildButton } from "#browser/dom/build.ts";
import type { Workshop } from "#contract/api/workshops.ts";
import type { HostCommand } from "./host-command.ts";
import { timeLeft, type WorkshopPage } from "./workshop-words.ts";

export type Panel = { readonly element: HTMLElement; show(workshop: Workshop): void };

/** Which labs are open and where everybody should be; the timer; a word to all. */
export function createPacePanel({ say, labs }: WorkshopPage, command: (control: HostCommand) => void): Panel {
  const list = build("ol", { className: "pace" });
  const clock = build("output", { className: "clock figures" });
  const minutes = numberField(say("workshop.timer"), 10);
  const timer = build("form", { className: "toolbar" }, [
    minutes.label,
    build("button", { className: "button", attributes: { type: "submit" } }, [say("workshop.timer-start")]),
    buildButton({ text: say("workshop.timer-stop"), onPress: () => command({ do: "timer", seconds: 0 }) }),
    clock,
  ]);
  timer.addEventListener("submit", (event) => {
    event.preventDefault();
    command({ do: "timer", seconds: Math.round(Number(minutes.input.value) * 60) });
  });
  const text = build("input", { className: "field", attributes: { maxlength: "500", id: "workshop-broadcast" } });
  const word = build("form", { className: "word" }, [
    build("label", { attributes: { for: "workshop-broadcast" } }, [say("workshop.broadcast")]),
    text,
    build("button", { className: "button", attributes: { type: "submit" } }, [say("workshop.send")]),
    buildButton({
      text: say("workshop.clear"),
      onPress: () => {
        text.value = "";
        command({ do: "broadcast", text: "" });
      },
    }),
  ]);
  word.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim() !== "") command({ do: "broadcast", text: text.value });
  });
  let endsAt: string | null = null;
  const tick = (): void => {
    const left = endsAt === null ? null : timeLeft(endsAt, Date.now());
    clock.textContent =
      endsAt === null ? "" : left === null ? say("workshop.time-over") : say("workshop.time-left", { time: left });
  };
  setInterval(tick, 1000);
  return {
    element: build("section", { className: "panel stack" }, [
      build("h2", {}, [say("workshop.pace")]),
      list,
      timer,
      word,
    ]),
    show(workshop) {
      endsAt = workshop.timerEndsAt;
      tick();
      if (document.activeElement !== text) text.value = workshop.message?.text ?? "";
      const focused = list.contains(document.activeElement) ? document.activeElement?.getAttribute("data-do") : null;
      list.replaceChildren(
        ...workshop.labs.map((labId) => {
          const isOpen = workshop.unlocked.includes(labId);
          const title = labs.find((lab) => lab.labId === labId)?.title ?? labId;
          const lock = isOpen ? "lock" : "unlock";
          const doing = (
            what: "lock" | "unlock" | "go-to",
            key: "workshop.lock" | "workshop.unlock" | "workshop.go-to",
          ) => {
            const button = buildButton({ text: say(key), onPress: () => command({ do: what, labId }) });
            button.dataset["do"] = `${what === "go-to" ? what : "lock"} ${labId}`;
            button.setAttribute("aria-label", `${say(key)}: ${title}`);
            return button;
          };
          return build("li", { attributes: workshop.current === labId ? { "aria-current": "step" } : {} }, [
            build("span", { className: "lab-name" }, [title]),
            build("span", { className: "tag" }, [
              say(workshop.current === labId ? "workshop.current" : isOpen ? "workshop.open" : "workshop.locked"),
            ]),
            build("span", { className: "toolbar" }, [
              doing(lock, `workshop.${lock}`),
              doing("go-to", "workshop.go-to"),
            ]),
          ]);
        }),
      );
      if (focused !== null) list.querySelector<HTMLElement>(`[data-do="${CSS.escape(focused ?? "")}"]`)?.focus();
    },
  };
}

function numberField(name: string, value: number): { readonly label: HTMLElement; readonly input: HTMLInputElement } {
  const input = build("input", {
    className: "field short",
    attributes: { type: "number", min: "1", max: "240", step: "1", value: String(value) },
  });
  return { input, label: build("label", { className: "inline" }, [name, input]) };
}
