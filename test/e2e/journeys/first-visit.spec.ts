import { expect, test } from "@playwright/test";
import { labFile, labOn, openInLightEditor, preferLightEditor } from "./lab-page.ts";

test("a newcomer comes from the first page to a solved lab, in the full editor", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/en\/$/);
  await page.getByRole("link", { name: /Start with stage 7/ }).click();
  await page
    .getByRole("main")
    .getByRole("link", { name: /confusion matrix/i })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The confusion matrix");

  const lab = labOn(page, "fish-matrix");
  await lab.run();
  await expect(lab.verdict).toContainText("1 of 3");
  await expect(lab.root.locator('[data-part="figures"] table')).toBeVisible();

  await lab.root.locator('[data-part="editor"]').click();
  await expect(lab.root.locator(".monaco-editor").first()).toBeVisible({ timeout: 30_000 });
  await lab.write(labFile("fish-matrix", "solution.ts"));
  await lab.run();
  await expect(lab.verdict).toContainText("Solved");
  await expect(lab.root.locator('[data-part="solved"]')).toBeVisible(); // stands there once it is kept

  await page.goto("/en/settings/");
  await expect(page.locator('[data-done="labs"]')).toContainText("1 of 10");
});

test("a mistake is met with its own explanation, then a hint, then the solution by its policy", async ({ page }) => {
  const lab = await openInLightEditor(page, "fish-matrix");
  const solution = lab.root.getByRole("button", { name: "Show the solution" });
  await expect(solution).toBeDisabled();

  await lab.write(labFile("fish-matrix", "mistakes/swapped-fp-fn.ts"));
  await lab.run();
  await expect(lab.root).toContainText("You put missed fish among the false positives");

  await lab.root.getByRole("button", { name: /Show a hint/ }).click();
  await expect(lab.root).toContainText("For each picture ask two questions");

  for (const more of ["// once more", "// and again"]) {
    await lab.write(`${labFile("fish-matrix", "mistakes/swapped-fp-fn.ts")}${more}\n`);
    await lab.run();
    await expect(lab.verdict).toContainText("of 3");
    await expect(lab.root.getByText("You put missed fish")).toBeVisible();
  }
  await expect(solution).toBeEnabled();
  await solution.click();
  await expect(lab.root).toContainText("Two booleans name the two questions");
});

test("an error points at the line that was written", async ({ page }) => {
  const lab = await openInLightEditor(page, "fish-matrix");
  await lab.write(`export function countOutcomes() {\n  const counts = { tp: 0 };\n  return counts.boxes.tp;\n}\n`);
  await lab.run();
  await expect(lab.root.getByRole("button", { name: "Line 3" }).first()).toBeVisible();
});

test("a type error is shown and does not block the run, in the light editor", async ({ page }) => {
  const lab = await openInLightEditor(page, "fish-matrix");
  await lab.write(`${labFile("fish-matrix", "solution.ts")}\nconst count: number = "three";\n`);
  await lab.run();
  await expect(lab.verdict).toContainText("Solved");
  await expect(lab.root).toContainText("Type 'string' is not assignable to type 'number'");
});

test("a type error is shown below the verdict and goes when it is mended, in the full editor", async ({ page }) => {
  await page.goto("/en/labs/07-metrics/fish-matrix/");
  const lab = labOn(page, "fish-matrix");
  await lab.root.locator('[data-part="editor"]').click();
  await expect(lab.root.locator(".monaco-editor").first()).toBeVisible({ timeout: 60_000 });
  await lab.write(`${labFile("fish-matrix", "solution.ts")}\nconst count: number = "three";\n`);
  await lab.run();
  await expect(lab.verdict).toContainText("Solved");
  await expect(lab.root.locator('[data-part="types"]')).toContainText(
    "Type 'string' is not assignable to type 'number'",
  );
  await lab.write(labFile("fish-matrix", "solution.ts"));
  await expect(lab.root.locator('[data-part="types"]')).toBeHidden();
});

test("the same journey in Indonesian", async ({ browser }) => {
  const context = await browser.newContext({ locale: "id-ID" });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page).toHaveURL(/\/id\/$/);
  await preferLightEditor(page, "id");
  await page.goto("/id/07-metrics/confusion-matrix/");
  const lab = labOn(page, "fish-matrix");
  await lab.write(labFile("fish-matrix", "mistakes/every-hit-is-tp.ts"));
  await lab.run();
  await expect(lab.root).toContainText("Anda menghitung semua jawaban benar sebagai true positive");
  await lab.write(labFile("fish-matrix", "solution.ts"));
  await lab.run();
  await expect(lab.verdict).toContainText("Selesai");
  await context.close();
});

test("switching the language keeps the place, and the choice is remembered", async ({ page }) => {
  await page.goto("/en/07-metrics/roc-auc/#what-the-area-means");
  await page
    .getByRole("link", { name: /Bahasa Indonesia|^ID$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/id\/07-metrics\/roc-auc\/#/);
  await page.goto("/");
  await expect(page).toHaveURL(/\/id\/$/);
});
