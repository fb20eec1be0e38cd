import { build } from "#browser/dom/build.ts";
import { type ComparedLine, compareLines, foldUnchanged } from "./compare-lines.ts";
import type { Say } from "./words.ts";

const signs = { same: " ", removed: "−", added: "+" } as const;

/** Two codes line by line: signs and words tell what was removed and added, not the colour alone. */
export function comparison(options: {
  readonly before: string;
  readonly after: string;
  readonly say: Say;
}): HTMLElement {
  const { before, after, say } = options;
  const lines = compareLines({ before, after });
  if (lines.every(({ side }) => side === "same")) return build("p", {}, [say("lab.compare-same")]);
  const rows = foldUnchanged(lines, 2).flatMap((stretch) =>
    stretch.kind === "gap"
      ? [build("span", { className: "lab-diff-gap" }, [say("lab.compare-gap", { count: stretch.count }), "\n"])]
      : stretch.lines.map((line) => row(line, say)),
  );
  const list = build(
    "pre",
    { className: "lab-diff", attributes: { tabindex: "0", role: "group", "aria-label": say("lab.compare") } },
    rows,
  );
  return list;
}

function row({ side, text, line }: ComparedLine, say: Say): HTMLElement {
  const name =
    side === "same" ? [] : [build("span", { className: "visually-hidden" }, [`${say(`lab.compare-${side}`)} `])];
  return build("span", { className: "lab-diff-line", attributes: { "data-side": side } }, [
    build("span", { className: "lab-diff-number", attributes: { "aria-hidden": "true" } }, [`${line}`]),
    build("span", { attributes: { "aria-hidden": "true" } }, [`${signs[side]} `]),
    ...name,
    text,
    "\n",
  ]);
}
