import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { openBuiltSite } from "./budgets/built-site.ts";
import { findLeaks, telltales } from "./budgets/leaks.ts";
import { explorableWeights, type PageWeight, pageWeights } from "./budgets/page-weights.ts";

/** `node src/tools/budgets.ts`: the bytes of docs/budgets.md over dist/, and that nothing is in it that must not ship. */
const { values } = parseArgs({
  options: {
    folder: { type: "string", default: "dist" },
    base: { type: "string", default: process.env["SIKLUS_BASE"] ?? "/" },
  },
});
const kilobyte = 1_000;
const limits = { scriptBytes: 60 * kilobyte, styleBytes: 20 * kilobyte, htmlBytes: 60 * kilobyte };
const explorableLimit = 8 * kilobyte;

const site = openBuiltSite({ folder: values.folder, base: values.base });
const pages = pageWeights(site);
const problems: string[] = pages.length === 0 ? [`${values.folder}: has no page; run npm run build`] : [];

const names = { scriptBytes: "JavaScript", styleBytes: "styles", htmlBytes: "HTML" } as const;
const measures = ["scriptBytes", "styleBytes", "htmlBytes"] as const;
for (const page of pages) {
  for (const measure of measures) {
    if (page[measure] > limits[measure])
      problems.push(`${page.page}: ${names[measure]} ${kB(page[measure])} kB of ${kB(limits[measure])}`);
  }
}

const explorables = explorableWeights(site, explorableNames());
for (const { name, ownBytes } of explorables) {
  if (ownBytes > explorableLimit) problems.push(`${name}: ${kB(ownBytes)} kB of ${kB(explorableLimit)}`);
}

const hiddenFiles = filesOf("labs").filter((path) => basename(path) === "hidden.ts");
const shipped = filesOf("labs")
  .filter((path) => /\.(ts|md)$/.test(path) && basename(path) !== "hidden.ts")
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
const secrets = hiddenFiles.flatMap((path) => telltales({ hidden: readFileSync(path, "utf8"), shipped }));
problems.push(...findLeaks({ site, secrets }));

for (const problem of problems) console.log(problem);
const worst = measures.map((measure) => `${names[measure]} ${kB(worstOf(measure))} kB of ${kB(limits[measure])}`);
const heaviest = Math.max(...explorables.map(({ ownBytes }) => ownBytes));
const heaviestShared = Math.max(...explorables.map(({ allBytes }) => allBytes));
console.log(
  `budgets: pages ${pages.length}, worst page ${worst.join(", ")}, worst of ${explorables.length} explorables ${kB(heaviest)} kB of ${kB(explorableLimit)} (${kB(heaviestShared)} with code that several share), ` +
    `files ${site.paths.length} searched for ${secrets.length} texts of ${hiddenFiles.length} hidden checks, problems ${problems.length}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

function worstOf(measure: keyof Omit<PageWeight, "page">): number {
  return pages.reduce((most, page) => Math.max(most, page[measure]), 0);
}

function explorableNames(): string[] {
  const scripted = (path: string) => /<script>/.test(readFileSync(path, "utf8"));
  const components = filesOf("src/components/explorables").filter((path) => path.endsWith(".astro") && scripted(path));
  return components.map((path) => basename(path, ".astro"));
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
}

function kB(bytes: number): string {
  return (bytes / kilobyte).toFixed(1);
}
