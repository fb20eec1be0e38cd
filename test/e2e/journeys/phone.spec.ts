import { expect, test } from "@playwright/test";
import { labFile, labOn } from "./lab-page.ts";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test("on a phone the whole lab works in the light editor", async ({ page }) => {
  await page.goto("/en/07-metrics/confusion-matrix/");
  const lab = labOn(page, "fish-matrix");
  await lab.root.scrollIntoViewIfNeeded();
  await lab.root.locator("textarea").first().tap();
  await lab.write(labFile("fish-matrix", "mistakes/swapped-fp-fn.ts"));
  await lab.root.getByRole("button", { name: "Run and check" }).tap();
  await expect(lab.root).toContainText("You put missed fish among the false positives");
  await lab.root.getByRole("button", { name: /Show a hint/ }).tap();
  await lab.write(labFile("fish-matrix", "solution.ts"));
  await lab.root.getByRole("button", { name: "Run and check" }).tap();
  await expect(lab.verdict).toContainText("Solved");
  await expect(lab.root.locator(".monaco-editor")).toHaveCount(0);
});

const paths = [
  "",
  "07-metrics/",
  "07-metrics/confusion-matrix/",
  "07-metrics/thresholds/",
  "07-metrics/regression-errors/",
  "07-metrics/assignment/",
  "07-metrics/choosing-a-metric/",
  "glossary/",
  "settings/",
  "about/",
];
for (const language of ["en", "id"]) {
  test(`nothing runs over the edge at 320 and 360 px: ${language}`, async ({ page }) => {
    for (const path of paths) {
      for (const width of [320, 360]) {
        await page.setViewportSize({ width, height: 740 });
        if (width === 320) await page.goto(`/${language}/${path}`);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over, `/${language}/${path} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  });
}
