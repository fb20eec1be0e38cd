import lighthouse, { desktopConfig } from "lighthouse";

export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
export type Category = (typeof categories)[number];

export type PageAudit = {
  readonly page: string;
  readonly device: "desktop" | "mobile";
  /** From 0 to 100. */
  readonly scores: Readonly<Record<Category, number>>;
  readonly times: string;
  /** What cost points, one line each. */
  readonly findings: readonly string[];
};

/** One page on one device, in a Chromium that listens on `port`. */
export async function auditPage({
  url,
  page,
  device,
  port,
}: {
  readonly url: string;
  readonly page: string;
  readonly device: "desktop" | "mobile";
  readonly port: number;
}): Promise<PageAudit> {
  const flags = { port, logLevel: "error", onlyCategories: [...categories] } as const;
  const result = await lighthouse(
    url,
    { ...flags, onlyCategories: [...categories] },
    device === "desktop" ? desktopConfig : undefined,
  );
  if (result === undefined) throw new Error(`lighthouse gave no result for ${url}`);
  const { lhr } = result;
  if (lhr.runtimeError !== undefined) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const score = (category: Category) => Math.round((lhr.categories[category]?.score ?? 0) * 100);
  const shown = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
  ];
  return {
    page,
    device,
    scores: {
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
      seo: score("seo"),
    },
    times: shown.map((id) => lhr.audits[id]?.displayValue?.replaceAll(" ", " ") ?? "?").join(", "),
    findings: findingsOf(lhr),
  };
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>["lhr"];

function findingsOf(lhr: Report): string[] {
  const lines: string[] = [];
  for (const category of categories) {
    for (const { id, weight } of lhr.categories[category]?.auditRefs ?? []) {
      const audit = lhr.audits[id];
      const passes = category === "performance" ? 0.9 : 1;
      if (audit === undefined || audit.score === null || weight === 0 || audit.score >= passes) continue;
      lines.push(
        `${category}: ${audit.title}${audit.displayValue === undefined ? "" : ` (${audit.displayValue})`}${nodesOf(audit.details)}`,
      );
    }
  }
  return lines;
}

function nodesOf(details: Report["audits"][string]["details"]): string {
  if (details?.type !== "table") return "";
  const snippets = details.items.flatMap((item) => {
    const node = item["node"];
    return typeof node === "object" && node !== null && "snippet" in node ? [String(node.snippet)] : [];
  });
  return snippets
    .slice(0, 3)
    .map((snippet) => `\n        ${snippet.slice(0, 160)}`)
    .join("");
}
