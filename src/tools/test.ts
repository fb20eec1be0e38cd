import { installBrowser } from "./browser.ts";
import { runSteps } from "./steps.ts";

/** `npm test`: everything, on a machine that has only Node, npm and a package registry. */
process.env["SIKLUS_BROWSER"] = installBrowser();
const tool = (name: string) => ({ name, command: "node", args: [`src/tools/${name}.ts`] });
await runSteps(
  "test",
  // Most of these keep one core busy; attacks that end by the clock leave the machine idle for most of their time.
  [
    [tool("build"), tool("budgets"), tool("labs")],
    [tool("check")],
    [
      { ...tool("attacks"), after: "build" },
      { name: "server", command: "vitest", args: ["run", "--config", "vitest.server.config.ts"] },
    ],
  ],
  [[{ name: "e2e", command: "playwright", args: ["test"] }]],
);
