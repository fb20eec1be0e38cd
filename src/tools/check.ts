import { runSteps } from "./steps.ts";

/** `npm run check`: everything that needs no browser. */
const layers = [
  "contract",
  "engine",
  "lab",
  "i18n",
  "content",
  "browser",
  "browser/offline/worker",
  "tools",
  "tools/labs/gate-page",
].map((layer) => `src/${layer}`);
await runSteps("check", [
  [
    { name: "format and lint", command: "biome", args: ["ci", "--error-on-warnings", "."] },
    ...[...layers, "labs", "test"].map((folder) => ({ name: `types ${folder}`, command: "tsc", args: ["-p", folder] })),
    {
      name: "types site",
      command: "astro",
      args: ["check", "--tsconfig", "src/tsconfig.json", "--minimumFailingSeverity", "error"],
    },
    { name: "dead code", command: "knip", args: [] },
  ],
  [{ name: "unit", command: "vitest", args: ["run"] }],
]);
