import { installBrowser } from "./browser.ts";
import { runSteps } from "./steps.ts";

/** `npm test`: everything, on a machine that has only Node, npm and a package registry. */
process.env["SIKLUS_BROWSER"] = installBrowser();
const tool = (name: string) => ({ name, command: "node", args: [`src/tools/${name}.ts`] });
const server = { name: "server", command: "vitest", args: ["run", "--config", "vitest.server.config.ts"] };
await runSteps(
  "test",
  // One after the other: every step keeps both cores busy, and two at a time took twice as long as each alone.
  [[tool("check"), tool("build"), tool("budgets"), tool("labs"), tool("attacks"), server]],
  [[{ name: "e2e", command: "playwright", args: ["test"] }]],
);
