import { build } from "#browser/dom/build.ts";
import { compareLines } from "#browser/lab-view/compare-lines.ts";
import type { Desk } from "./desk.ts";

const signs = { same: " ", removed: "−", added: "+" } as const;

/**
 * Submitted code beside the starter: every line, what is new and what was taken away told by sign and word. Line numbers are buttons
 * that begin a comment; `below` is what stands under a line.
 */
export function codeLines(
  desk: Desk,
  options: {
    readonly source: string;
    readonly starter: string;
    readonly onLine: (line: number, at: HTMLElement) => void;
    readonly below: (line: number) => readonly Node[];
  },
): HTMLElement {
  const lines = compareLines({ before: options.starter, after: options.source });
  const items = lines.map(({ side, text, line }) => {
    const said =
      side === "same"
        ? []
        : [build("span", { className: "visually-hidden" }, [`${desk.sayAny(`lab.compare-${side}`)} `])];
    const code = build("code", {}, [
      build("span", { attributes: { "aria-hidden": "true" } }, [`${signs[side]} `]),
      ...said,
      text === "" ? "\u200b" : text,
    ]);
    if (side === "removed") return build("li", { attributes: { "data-side": side } }, [build("span", {}), code]);
    const button = build("button", { className: "class-line", attributes: { type: "button" } }, [`${line}`]);
    button.setAttribute("aria-label", desk.say("class.comment-line", { line }));
    const item = build("li", { attributes: { "data-side": side } }, [button, code, ...options.below(line)]);
    button.addEventListener("click", () => options.onLine(line, item));
    return item;
  });
  return build(
    "div",
    {
      className: "class-scroll class-source",
      attributes: { role: "region", tabindex: "0", "aria-label": desk.say("class.code") },
    },
    [build("ol", {}, items)],
  );
}
