import { installBrowser } from "./browser.ts";
import { runSteps } from "./steps.ts";

/** `npm test`: everything, on a machine that has only Node, npm and a package registry. */
process.env["SIKLUS_BROWSER"] = installBrowser();
await runSteps("test", [
  { name: "build", command: "node", args: ["src/tools/build.ts"] },
  { name: "check", command: "node", args: ["src/tools/check.ts"] },
  { name: "budgets", command: "node", args: ["src/tools/budgets.ts"] },
  { name: "labs", command: "node", args: ["src/tools/labs.ts"] },
  { name: "attacks", command: "node", args: ["src/tools/attacks.ts"] },
  { name: "e2e", command: "playwright", args: ["test"] },
]);
