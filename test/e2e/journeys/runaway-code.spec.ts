import { expect, test } from "@playwright/test";
import { openInLightEditor } from "./lab-page.ts";

const honest = "export function countOutcomes() {\n  return { tp: 0, fp: 0, fn: 0, tn: 0 };\n}\n";

test("an endless loop is ended by Stop, and by the time limit, and the page stays alive", async ({ page }) => {
  const lab = await openInLightEditor(page, "fish-matrix");
  await lab.write(`while (true) {}\n${honest}`);
  await lab.run();
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.keyboard.press("Escape");
  await lab.root.getByRole("button", { name: "Stop" }).click();
  await expect(lab.verdict).toContainText("You stopped the run");

  await lab.run();
  await expect(lab.verdict).toContainText("time limit of this lab", { timeout: 20_000 });

  await lab.write(honest);
  await lab.run();
  await expect(lab.verdict).toContainText("Your code runs");
});

test("stored code never runs by itself", async ({ page }) => {
  const lab = await openInLightEditor(page, "fish-matrix");
  await lab.write(`while (true) {}\n${honest}`);
  await page.reload();
  await expect(lab.root.locator("textarea").first()).toHaveValue(/while \(true\)/);
  await expect(lab.root.getByRole("button", { name: "Stop" })).toBeHidden();
  await expect(lab.root.getByText("not checked yet").first()).toBeVisible();
});

for (const [name, bomb] of [
  ["a list that grows for ever", "const list: number[][] = [];\nfor (;;) list.push(new Array(100_000).fill(1));\n"],
  ["array buffers", "const list: Uint8Array[] = [];\nfor (;;) list.push(new Uint8Array(50_000_000).fill(1));\n"],
] as const) {
  test(`a memory bomb (${name}) ends the run, not the page`, async ({ page }) => {
    const lab = await openInLightEditor(page, "fish-matrix");
    await lab.write(`${bomb}${honest}`);
    await lab.run();
    await expect(lab.verdict).toContainText(/more memory than|time limit|ended by itself/, { timeout: 30_000 });
    await lab.write(honest);
    await lab.run();
    await expect(lab.verdict).toContainText("Your code runs", { timeout: 30_000 });
  });
}
