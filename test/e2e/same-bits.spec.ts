import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const program = "test/e2e/same-bits/digests.ts";

test("every door gives the same bits in the browser's sandbox and in Node", async ({ page }) => {
  const inNode = execFileSync("node", ["--disable-warning=ExperimentalWarning", program], { encoding: "utf8" });
  const lines = inNode.trim().split("\n");
  await page.goto("/en/reference/metrics/");
  const example = page.locator("[data-example]").first();
  await example.getByRole("button", { name: /^Change/ }).click();
  await expect(example.locator("textarea")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(readFileSync(program, "utf8"));
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(example.locator(".console-lines li")).toHaveCount(lines.length, { timeout: 60_000 });
  const inBrowser = await example.locator(".console-lines li").allInnerTexts();
  expect(inBrowser.map((line) => line.trim())).toEqual(lines);
});
