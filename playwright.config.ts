import { defineConfig, devices } from "@playwright/test";
import { browserArgs, installBrowser } from "./src/tools/browser.ts";

/** The built site (`npm run build`) is what is tested: the same files that a visitor gets. */
const executablePath = installBrowser();
const port = 4399;

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results",
  timeout: 120_000,
  expect: { timeout: 20_000 }, // a slow machine is no failure
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://localhost:${port}`,
    launchOptions: { executablePath, args: [...browserArgs] },
    locale: "en-GB",
    serviceWorkers: "block", // else every test fetches the whole site; offline.spec.ts allows it for itself
  },
  webServer: {
    command: `node src/tools/serve-dist.ts --port ${port}`,
    url: `http://localhost:${port}/en/`,
    reuseExistingServer: process.env["CI"] === undefined,
  },
});
