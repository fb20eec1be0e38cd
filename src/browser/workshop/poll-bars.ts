import { build } from "#browser/dom/build.ts";
import type { Poll } from "#contract/api/workshops.ts";
import "./poll-bars.css";
import type { WorkshopPage } from "./workshop-words.ts";

/** A poll's answers as bars with their counts; the right ones are named in words, not by colour alone. */
export function pollBars({ say }: WorkshopPage, poll: Poll): HTMLElement {
  const counts = poll.counts ?? {};
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return build("figure", { className: "poll-bars" }, [
    build("figcaption", {}, [
      build("strong", {}, [poll.question]),
      " ",
      build("span", { className: "figures" }, [say("workshop.poll-answers", { count: total })]),
      ...(poll.state === "closed" ? [" ", build("span", { className: "tag" }, [say("workshop.poll-closed")])] : []),
    ]),
    build(
      "ul",
      {},
      poll.choices.map(({ id, text, isRight }) => {
        const count = counts[id] ?? 0;
        const bar = build("meter", {
          attributes: { min: "0", max: String(Math.max(1, total)), value: String(count), "aria-label": text },
        });
        return build("li", isRight === true ? { attributes: { "data-right": "" } } : {}, [
          build("span", {}, [text, ...(isRight === true ? [` (${say("workshop.poll-right")})`] : [])]),
          bar,
          build("span", { className: "figures" }, [String(count)]),
        ]);
      }),
    ),
  ]);
}
