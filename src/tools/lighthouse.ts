import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { browserArgs, installBrowser } from "./browser.ts";
import { auditPage, type Category, categories, type PageAudit } from "./lighthouse/audit-page.ts";
import { serveSite } from "./serve.ts";

/** `npm run lighthouse [-- --strict]`: Lighthouse over dist/, as a visitor with an empty cache sees it, on desktop and phone. */
const { values } = parseArgs({
  options: {
    folder: { type: "string", default: "dist" },
    base: { type: "string", default: process.env["SIKLUS_BASE"] ?? "/" },
    strict: { type: "boolean", default: false },
    only: { type: "string", default: "" },
  },
});
const pages = [
  "en/",
  "id/",
  "en/07-metrics/",
  "en/07-metrics/confusion-matrix/",
  "en/07-metrics/thresholds/",
  "id/07-metrics/regression-errors/",
  "en/labs/07-metrics/fish-matrix/",
  "id/labs/07-metrics/spam-threshold/",
  "en/glossary/",
].filter((page) => page.includes(values.only));
const bars: Readonly<Record<Category, number>> = {
  performance: 95,
  accessibility: 100,
  "best-practices": 100,
  seo: 100,
};

const site = await serveSite({ folder: values.folder, base: values.base, port: 0 });
const port = await freePort();
const browser = await chromium.launch({
  executablePath: installBrowser(),
  args: [...browserArgs, `--remote-debugging-port=${port}`],
});
const audits: PageAudit[] = [];
try {
  for (const page of pages) {
    for (const device of ["desktop", "mobile"] as const) {
      const audit = await auditPage({ url: site.url + page, page, device, port });
      audits.push(audit);
      const scores = categories.map((category) => String(audit.scores[category]).padStart(4));
      console.log(`${page.padEnd(36)} ${device.padEnd(8)} ${scores.join(" ")}   ${audit.times}`);
      for (const finding of audit.findings) console.log(`    ${finding}`);
    }
  }
} finally {
  await browser.close();
  await site.close();
}

const worst = (category: Category) => Math.min(...audits.map(({ scores }) => scores[category]));
console.log(
  `lighthouse: pages ${pages.length} on 2 devices, worst performance ${worst("performance")}, accessibility ${worst("accessibility")}, ` +
    `best practices ${worst("best-practices")}, seo ${worst("seo")}`,
);
const judged = categories.filter((category) => category !== "performance" || values.strict);
process.exitCode = audits.length > 0 && judged.every((category) => worst(category) >= bars[category]) ? 0 : 1;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
