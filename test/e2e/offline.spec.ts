import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { listOfflineFiles } from "#tools/offline/list-offline-files.ts";
import { offlineStatus, untilKept } from "./offline/offline-status.ts";
import { built, laterBuild, openSite, type SiteOnAPort } from "./offline/site-on-a-port.ts";

// The real service worker against a server that goes away and comes back. Other specs may block service workers; these need them.
test.use({ serviceWorkers: "allow", locale: "en-GB" });

let site: SiteOnAPort;
test.beforeEach(async () => {
  site = await openSite(built);
});
test.afterEach(() => site.stop());

async function goOffline(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  await site.stop();
}

async function runLab(page: Page): Promise<void> {
  const lab = page.locator("siklus-lab[data-ready]").first();
  await lab.locator('[data-action="run"]').click();
  await expect(lab.locator('[data-part="verdict"]')).toContainText(/Checks passed|No check has passed yet/);
}

test("after one visit everything of the language works without a network", async ({ page, context }) => {
  await page.goto(`${site.url}en/`);
  await untilKept(page, "en");
  await goOffline(context);

  const { files } = await listOfflineFiles(built);
  const paths = [...files.shared, ...files.en].map(({ path }) => path);
  const missing = await page.evaluate(
    async ({ urls }) => {
      const answers = await Promise.all(urls.map(async (url) => [url, (await fetch(url)).status] as const));
      return answers.filter(([, status]) => status !== 200);
    },
    { urls: paths.map((path) => site.url + path) },
  );
  expect(missing).toEqual([]);

  await page.goto(`${site.url}en/07-metrics/roc-auc/`);
  await expect(page.locator("h1")).toBeVisible();
  await page.goto(`${site.url}en/glossary/`);
  await expect(page.locator("h1")).toBeVisible();

  await page.keyboard.press("/");
  await page.locator("#search-words").fill("recall");
  await expect(page.locator("#search li").first()).toBeVisible();

  await page.goto(`${site.url}en/labs/07-metrics/fish-matrix/`);
  await runLab(page);
  await page.locator('[data-part="code"]').first().hover();
  await expect(page.locator(".monaco-editor").first()).toBeVisible();

  await page.goto(site.url);
  await expect(page).toHaveURL(`${site.url}en/`);
});

test("offline, a missing page and a page of a language never visited say so", async ({ page, context }) => {
  await page.goto(`${site.url}en/`);
  await untilKept(page, "en");
  await goOffline(context);

  const missing = await page.goto(`${site.url}en/no-such-page/`);
  expect(missing?.status()).toBe(404);
  await expect(page.locator('section[lang="en"] h1')).toHaveText("This page is not in the notebook");
  const other = await page.goto(`${site.url}id/glossary/`);
  expect(other?.status()).toBe(503);
  await expect(page.locator('section[lang="id"] h1')).toHaveText("Halaman ini tidak ada di perangkat ini");
  await page.goto(`${site.url}en/glossary`);
  await expect(page).toHaveURL(`${site.url}en/glossary/`);
});

test("the other language is kept once it is visited or asked for, and the settings say so", async ({ page }) => {
  await page.goto(`${site.url}en/settings/`);
  const row = (language: string) => page.locator(`siklus-offline [data-language="${language}"]`);
  await expect(row("en")).toContainText("available offline", { timeout: 40_000 });
  await expect(row("id")).toContainText("only with a connection");
  await row("id").getByRole("button").click();
  await expect(row("id")).toContainText("available offline", { timeout: 40_000 });
  await expect(row("id").getByRole("button")).toBeHidden();
});

test("a reader who saves data gets only what was opened, and all of it when asked", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
  await page.goto(`${site.url}en/settings/`);
  const row = page.locator('siklus-offline [data-language="en"]');
  await expect(row).toContainText("% is on this device");
  await expect(page.locator('[data-note="saver"]')).toBeVisible();
  expect(await offlineStatus(page, "en")).toBe("partial");
  await row.getByRole("button").click();
  await expect(row).toContainText("available offline", { timeout: 40_000 });
});

test("a full disk is said, and pages still work", async ({ page, context }) => {
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize: 2_000_000 });
  await page.goto(`${site.url}en/settings/`);
  await expect(page.locator('siklus-offline [data-language="en"]')).toContainText("no room left", { timeout: 40_000 });
  await page.goto(`${site.url}en/07-metrics/roc-auc/`);
  await expect(page.locator("h1")).toBeVisible();
});

test("a new version is offered, waits for the lab, and comes when accepted", async ({ page, context }) => {
  const later = await laterBuild("Later build");
  await page.goto(`${site.url}en/labs/07-metrics/fish-matrix/`);
  await untilKept(page, "en");
  const reader = await context.newPage();
  await reader.goto(`${site.url}en/07-metrics/roc-auc/`);
  const titleBefore = await reader.title();
  await site.replaceBy(later.folder);

  await page.reload();
  const offer = page.locator("[data-update]");
  await expect(offer).toContainText("A new version of Siklus is ready", { timeout: 40_000 });
  await page.reload();
  await expect(page).not.toHaveTitle("Later build");

  await reader.reload();
  const offerToReader = reader.locator("[data-update]");
  await expect(offerToReader).toContainText("A new version of Siklus is ready");
  const lab = page.locator("siklus-lab[data-ready]").first();
  await lab.locator('[data-part="editor-kind"]').selectOption("light");
  await lab.locator("textarea").fill("while (true) {}");
  await lab.locator('[data-action="run"]').click();
  await expect(lab).toHaveAttribute("data-busy");
  await offer.getByRole("button", { name: "Update now" }).click();
  await expect(offer).toContainText("A lab on this page is running");
  await offerToReader.getByRole("button", { name: "Update now" }).click();
  await expect(offerToReader).toContainText("A lab in another tab is running");
  await expect(reader).toHaveTitle(titleBefore);

  // Stopped by hand, or by its time limit before that.
  await lab.locator('[data-action="stop"]').evaluate((button: HTMLElement) => button.click());
  await expect(lab).not.toHaveAttribute("data-busy");
  await expect(lab.locator('[data-part="saved"]')).toHaveAttribute("data-save", "saved");
  await offer.getByRole("button", { name: "Update now" }).click();
  await expect(page).toHaveTitle("Later build");
  await expect(page.locator("siklus-lab textarea").first()).toHaveValue("while (true) {}");

  await expect(offerToReader).toContainText("updated in another tab");
  await expect(reader).toHaveTitle(titleBefore);
  await offerToReader.getByRole("button", { name: "Update now" }).click();
  await expect(reader).toHaveTitle("Later build");
  await later.remove();
});

test("a page of the earlier version goes on with its own files after the update, also offline", async ({
  page,
  context,
}) => {
  const later = await laterBuild("Later build");
  await page.goto(`${site.url}en/`);
  await untilKept(page, "en");
  const lab = await context.newPage();
  await lab.goto(`${site.url}en/labs/07-metrics/f-beta/`);
  await expect(lab.locator("siklus-lab[data-ready]").first()).toBeVisible();
  await site.replaceBy(later.folder);
  await page.reload();
  await page.locator("[data-update-accept]").click();
  await expect(page).toHaveTitle("Later build");
  await goOffline(context);
  await runLab(lab);
  await page.goto(`${site.url}en/glossary/`);
  await expect(page).toHaveTitle("Later build");
  await later.remove();
});
