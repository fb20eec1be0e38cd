import { rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { sourceHash } from "./source-hash.ts";
import { runStep } from "./steps.ts";

/** `npm run build [-- --base /path/]`: the static site in dist/, ready for any web server. */
const { values } = parseArgs({ options: { base: { type: "string", default: process.env["SIKLUS_BASE"] ?? "/" } } });
const base = values.base.startsWith("/") ? values.base : `/${values.base}`;
process.env["SIKLUS_BASE"] = base;
await rm("dist", { recursive: true, force: true });

const steps = [
  { name: "site", command: "astro", args: ["build", "--base", base] },
  { name: "frame hash", command: "node", args: ["src/tools/write-frame-hash.ts"] },
  { name: "search index", command: "pagefind", args: ["--site", "dist", "--output-subdir", "pagefind"] },
  { name: "service worker", command: "node", args: ["src/tools/build-service-worker.ts"] },
  { name: "compress", command: "node", args: ["src/tools/compress.ts"] },
];
const startedAt = performance.now();
for (const step of steps) {
  const result = await runStep(step);
  if (!result.ok) {
    console.error(`build: failed at "${step.name}"`);
    process.exit(1);
  }
}
if (base === "/") await writeFile("dist/.built-from", await sourceHash());
console.log(`build: dist/ for base ${base} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
