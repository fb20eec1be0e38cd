import { build } from "#browser/dom/build.ts";
import { addressOf, callServer } from "#browser/server/call-server.ts";
import { mistakeName, type WorkshopPage } from "./workshop-words.ts";

/** How the day went: a row a lab, and the file for a spreadsheet. */
export async function summaryView({ say, labs }: WorkshopPage, workshopId: string): Promise<HTMLElement> {
  const params = { workshopId };
  const summary = await callServer("get", "/api/workshops/{workshopId}/summary", { params });
  const heads = ["lab", "started", "solved", "minutes", "mistakes"] as const;
  const rows = summary.labs.map((lab) => {
    const mistakes = lab.mistakes
      .slice(0, 3)
      .map(({ mistake, learners }) => say("workshop.summary-of", { mistake: mistakeName(mistake), count: learners }));
    return [
      labs.find(({ labId }) => labId === lab.labId)?.title ?? lab.labId,
      String(lab.started),
      String(lab.solved),
      lab.medianMinutes === null ? "–" : lab.medianMinutes.toFixed(0),
      mistakes.join(", ") || "–",
    ];
  });
  const table = build("table", { className: "figures" }, [
    build("thead", {}, [
      build(
        "tr",
        {},
        heads.map((head) => build("th", { attributes: { scope: "col" } }, [say(`workshop.summary-${head}`)])),
      ),
    ]),
    build(
      "tbody",
      {},
      rows.map((row) =>
        build(
          "tr",
          {},
          row.map((cell) => build("td", {}, [cell])),
        ),
      ),
    ),
  ]);
  const save = build(
    "a",
    {
      className: "button",
      attributes: { href: addressOf("/api/workshops/{workshopId}/summary.csv", { params }), download: "" },
    },
    [say("workshop.summary-export")],
  );
  return build("section", { className: "panel stack" }, [
    build("h2", {}, [say("workshop.summary")]),
    build("div", { className: "scroll", attributes: { tabindex: "0" } }, [table]),
    save,
  ]);
}
