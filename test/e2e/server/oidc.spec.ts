import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { allHandlers } from "#server/all-handlers.ts";
import { readConfiguration } from "#server/configuration.ts";
import { startEmbeddedDatabase } from "#server/database/start-embedded-database.ts";
import { startWeb } from "#server/start-web.ts";
import { startProvider } from "#test/server/start-provider.ts";

/** The account's page in a browser, and an OpenID provider on another port. */
let origin = "";
let stop: () => Promise<void> = async () => undefined;

test.beforeAll(async () => {
  test.setTimeout(240_000); // a machine that makes its first database needs a while
  const provider = await startProvider({ sari: { name: "Sari", email: "sari@campus.test", email_verified: true } });
  const folder = mkdtempSync(join(tmpdir(), "siklus-oidc-"));
  const database = await startEmbeddedDatabase({ folder, cacheFolder: ".cache" });
  const configuration = {
    ...readConfiguration({}),
    port: 0,
    host: "127.0.0.1",
    siteFolder: process.env["SIKLUS_SITE"] ?? "dist",
    logLevel: "error" as const,
    oidc: [provider.configured("campus")],
  };
  const web = await startWeb({ configuration, databaseUrl: database.url, handlers: allHandlers });
  origin = `http://localhost:${web.port}`;
  provider.openFor(origin, ["campus"]);
  stop = async () => {
    await web.close();
    await database.stop();
    await provider.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
test.afterAll(() => stop());

test("somebody signs in by the provider's page, and is told if they turn back there", async ({ page }) => {
  await page.goto(`${origin}/id/account/`);
  const button = page.getByRole("button", { name: "Lanjutkan dengan The campus" });
  await button.click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("alert")).toHaveText("Proses masuk dibatalkan. Tidak ada yang berubah.");
  await expect(page).toHaveURL(`${origin}/id/account/`);

  await button.click();
  await page.getByPlaceholder("Enter any login").fill("sari");
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Anda masuk sebagai Sari.")).toBeVisible();
  await expect(page).toHaveURL(`${origin}/id/account/`);
});
