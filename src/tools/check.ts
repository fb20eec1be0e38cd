import { runSteps } from "./steps.ts";

/** `npm run check`: everything that needs no browser. */
await runSteps("check", [
  [
    { name: "format and lint", command: "biome", args: ["ci", "--error-on-warnings", "."] },
    { name: "types", command: "node", args: ["src/tools/types.ts"] },
    {
      name: "types site",
      command: "astro",
      args: ["check", "--tsconfig", "src/tsconfig.json", "--minimumFailingSeverity", "error"],
    },
    { name: "dead code", command: "knip", args: [] },
  ],
  [{ name: "unit", command: "vitest", args: ["run"] }],
]);
