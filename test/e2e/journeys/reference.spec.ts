import { expect, test } from "@playwright/test";

test("an example of the reference runs, can be changed, and an error is told", async ({ page }) => {
  await page.goto("/en/reference/");
  await page.getByRole("link", { name: "confusionCounts" }).click();
  const example = page.locator('[data-example][data-name="confusionCounts"]').first();
  await example.getByRole("button", { name: "Run the example of confusionCounts" }).click();
  await expect(example.getByRole("log")).toContainText("tp");

  await example.getByRole("button", { name: "Change the example of confusionCounts" }).click();
  await expect(example.locator("textarea")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText('import { mean } from "siklus/metrics";\nconsole.log(mean([1]));\n');
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(example.getByRole("status")).toContainText("has nothing named mean");
});

test("the search finds a function by its name, in both languages", async ({ page }) => {
  for (const language of ["en", "id"]) {
    await page.goto(`/${language}/`);
    await page.keyboard.press("/");
    await page.keyboard.insertText("matthewsCorrelation");
    const found = page.getByRole("dialog").getByRole("link", { name: /matthewsCorrelation|siklus\/metrics/ });
    await expect(found.first()).toBeVisible();
  }
});
