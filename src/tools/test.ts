import { installBrowser } from "./browser.ts";
import { runSteps } from "./steps.ts";

/** `npm test`: everything, on a machine that has only Node, npm and a package registry. */
process.env["SIKLUS_BROWSER"] = installBrowser();
const tool = (name: string) => ({ name, command: "node", args: [`src/tools/${name}.ts`] });
const server = { name: "server", command: "vitest", args: ["run", "--config", "vitest.server.config.ts"] };
const e2e = { name: "e2e", command: "playwright", args: ["test"] };
await runSteps(
  "test",
  // Two lanes for two cores: each step waits as often as it works, for a browser, a process, a time limit.
  [[tool("check")], [tool("build"), tool("budgets"), tool("labs")]],
  [[e2e], [server, tool("attacks")]],
);
