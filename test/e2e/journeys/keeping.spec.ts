import { expect, test } from "@playwright/test";
import { labFile, labOn, preferLightEditor } from "./lab-page.ts";

const mine = "// my own start\nexport function countOutcomes() {\n  return { tp: 1, fp: 0, fn: 0, tn: 0 };\n}\n";

test.beforeEach(async ({ page }) => preferLightEditor(page));

test("a week later all of it is there: code and runs", async ({ page }) => {
  await page.goto("/en/labs/07-metrics/fish-matrix/");
  const lab = labOn(page, "fish-matrix");
  await lab.write(mine);
  await lab.run();
  await expect(lab.verdict).toContainText("of 3");
  await page.reload();
  await expect(lab.root.locator("textarea").first()).toHaveValue(mine);
  await lab.root.getByRole("button", { name: "Earlier runs" }).click();
  await expect(lab.root.getByText(/Checks passed: \d of 3/).first()).toBeVisible();
});

test("starting over can be undone", async ({ page }) => {
  await page.goto("/en/labs/07-metrics/fish-matrix/");
  const lab = labOn(page, "fish-matrix");
  await lab.write(mine);
  await lab.root.getByRole("button", { name: "Start over" }).click();
  await expect(lab.root.locator("textarea").first()).toHaveValue(labFile("fish-matrix", "starter.ts"));
  await lab.root.getByRole("button", { name: "Undo" }).click();
  await expect(lab.root.locator("textarea").first()).toHaveValue(mine);
});

test("two tabs agree", async ({ page, context }) => {
  await page.goto("/en/labs/07-metrics/fish-matrix/");
  const other = await context.newPage();
  await other.goto("/en/labs/07-metrics/fish-matrix/");
  await expect(labOn(other, "fish-matrix").root.locator("textarea").first()).toBeVisible();
  await labOn(page, "fish-matrix").write(mine);
  await expect(labOn(other, "fish-matrix").root.locator("textarea").first()).toHaveValue(mine);
});

test("a copy brings everything to another browser", async ({ page, browser }, info) => {
  await page.goto("/en/labs/07-metrics/fish-matrix/");
  const lab = labOn(page, "fish-matrix");
  await lab.write(labFile("fish-matrix", "solution.ts"));
  await lab.run();
  await expect(lab.verdict).toContainText("Solved");
  await expect(lab.root.locator('[data-part="solved"]')).toBeVisible();
  await page.goto("/en/settings/");
  await expect(page.locator('[data-done="labs"]')).toContainText("1 of 10");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a copy" }).click();
  const file = info.outputPath("copy.json");
  await (await download).saveAs(file);

  const elsewhere = await browser.newContext();
  const fresh = await elsewhere.newPage();
  await fresh.goto("/en/settings/");
  await expect(fresh.locator('[data-done="labs"]')).toContainText("0 of 10");
  await fresh.getByLabel("Choose a file that Siklus has made").setInputFiles(file);
  await fresh.getByRole("button", { name: "Bring it" }).click();
  await expect(fresh.locator('[data-done="labs"]')).toContainText("1 of 10");
  await fresh.goto("/en/labs/07-metrics/fish-matrix/");
  await expect(labOn(fresh, "fish-matrix").root.locator("textarea").first()).toHaveValue(
    labFile("fish-matrix", "solution.ts"),
  );
  await elsewhere.close();
});

test("a file that is no copy says so and changes nothing", async ({ page }, info) => {
  const { writeFile } = await import("node:fs/promises");
  const file = info.outputPath("other.json");
  await writeFile(file, '{"hello":"world"}');
  await page.goto("/en/settings/");
  await page.getByLabel("Choose a file that Siklus has made").setInputFiles(file);
  await expect(page.getByText("This file is not a copy made by Siklus.")).toBeVisible();
});
