import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { allHandlers } from "#server/all-handlers.ts";
import { readConfiguration } from "#server/configuration.ts";
import { startEmbeddedDatabase } from "#server/database/start-embedded-database.ts";
import { startWeb } from "#server/start-web.ts";
import { labFile, labOn } from "../journeys/lab-page.ts";

/** The built site as the real web process serves it, with the policy of each page. */
let origin = "";
let stop: () => Promise<void> = async () => undefined;

test.beforeAll(async () => {
  test.setTimeout(240_000); // a machine that makes its first database needs a while
  const folder = mkdtempSync(join(tmpdir(), "siklus-policy-"));
  const database = await startEmbeddedDatabase({ folder, cacheFolder: ".cache" });
  const site = process.env["SIKLUS_SITE"] ?? "dist";
  const configuration = {
    ...readConfiguration({}),
    port: 0,
    host: "127.0.0.1",
    siteFolder: site,
    logLevel: "error" as const,
  };
  const web = await startWeb({ configuration, databaseUrl: database.url, handlers: allHandlers });
  origin = `http://localhost:${web.port}`;
  stop = async () => {
    await web.close();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
});
test.afterAll(() => stop());

/** What the browser says was against the policy, in pages, frames and workers. */
function violationsOf(page: Page): string[] {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|violates the following/.test(message.text()))
      violations.push(message.text().slice(0, 300));
  });
  page.on("pageerror", (error) => {
    if (/EvalError|Content Security/.test(String(error))) violations.push(String(error).slice(0, 300));
  });
  return violations;
}

test("under the server's policy a lab runs in both editors, and nothing is against it", async ({ page }) => {
  const violations = violationsOf(page);
  await page.goto(`${origin}/en/labs/07-metrics/fish-matrix/`);
  const lab = labOn(page, "fish-matrix");
  await lab.root.scrollIntoViewIfNeeded();
  await expect(lab.root).toHaveAttribute("data-ready", "");
  await lab.root.locator('[data-part="editor-kind"]').selectOption("full");
  await lab.root.locator("textarea:visible").first().focus(); // the full editor comes when somebody begins to write
  await expect(lab.root.locator(".monaco-editor").first()).toBeVisible({ timeout: 90_000 });
  await lab.write(labFile("fish-matrix", "solution.ts"));
  await lab.run();
  await expect(lab.verdict).toContainText(/All \d+ checks passed|solved/i, { timeout: 60_000 });
  await lab.root.locator('[data-part="editor-kind"]').selectOption("light");
  await lab.write("while (true) {}");
  await lab.run();
  await lab.root.getByRole("button", { name: "Stop" }).click();
  await expect(lab.verdict).toContainText("You stopped the run");
  expect(violations).toEqual([]);
});

test("an example of the reference, the search, the figures of a lesson and the settings keep to it", async ({
  page,
}) => {
  const violations = violationsOf(page);
  await page.goto(`${origin}/en/reference/metrics/`);
  const example = page.locator('[data-example][data-name="confusionCounts"]').first();
  await example.getByRole("button", { name: "Run the example of confusionCounts" }).click();
  await expect(example.getByRole("log")).toContainText("tp");
  await page.keyboard.press("/");
  await page.keyboard.insertText("precision");
  await expect(page.getByRole("dialog").getByRole("link").first()).toBeVisible();
  for (const path of ["/en/07-metrics/threshold/", "/id/settings/", "/en/glossary/", "/en/not-a-page/"]) {
    await page.goto(`${origin}${path}`);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForLoadState("networkidle");
  }
  expect(violations).toEqual([]);
});

test("a script that somebody smuggled into a page does not run; only pages with labs may evaluate", async ({
  page,
}) => {
  const policyOf = async (path: string) =>
    (await page.goto(`${origin}${path}`))?.headers()["content-security-policy"] ?? "";
  const settings = await policyOf("/en/settings/");
  expect(settings).not.toContain("'unsafe-eval'");
  expect(settings).not.toMatch(/script-src[^;]*('unsafe-inline'|blob:|data:|https?:)/);
  // In a turn of its own: what the debugger itself evaluates is allowed to.
  const ran = await page.evaluate(
    () =>
      new Promise<{ smuggled: boolean; evaluated: boolean }>((resolve) => {
        setTimeout(() => {
          const script = document.createElement("script");
          script.textContent = "window.smuggled = true";
          document.body.append(script);
          let evaluated = true;
          try {
            new Function("window.smuggled = true")();
          } catch {
            evaluated = false;
          }
          resolve({ smuggled: "smuggled" in window, evaluated });
        });
      }),
  );
  expect(ran).toEqual({ smuggled: false, evaluated: false });

  const lab = await policyOf("/en/labs/07-metrics/fish-matrix/");
  expect(lab).toContain("'unsafe-eval'");
  expect(lab).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  const smuggled = await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.smuggled = true">');
    const script = document.createElement("script");
    script.textContent = "window.smuggled = true";
    document.body.append(script);
    return "smuggled" in window;
  });
  expect(smuggled).toBe(false);
});
