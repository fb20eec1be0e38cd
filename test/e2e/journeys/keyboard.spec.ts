import { expect, test } from "@playwright/test";
import { labFile, labOn } from "./lab-page.ts";

test("with the keyboard alone: skip, find, read, write, leave the editor, run", async ({ page }) => {
  await page.goto("/en/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Keyboard shortcuts");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.keyboard.press("/");
  await page.keyboard.type("precision");
  await expect(
    page
      .getByRole("dialog")
      .getByRole("link", { name: /Precision and recall/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto("/en/labs/07-metrics/fish-matrix/");
  const lab = labOn(page, "fish-matrix");
  await lab.root.locator("textarea").first().focus();
  await expect(lab.root.locator(".monaco-editor").first()).toBeVisible({ timeout: 30_000 });
  await lab.write(labFile("fish-matrix", "solution.ts"));
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(lab.verdict).toContainText("Solved");

  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  const isStillInside = await lab.root
    .locator(".monaco-editor")
    .first()
    .evaluate((editor) => editor.contains(document.activeElement));
  expect(isStillInside).toBe(false);
});
