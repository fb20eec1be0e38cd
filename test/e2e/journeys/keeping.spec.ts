import { expect, test } from "@playwright/test";
import { labFile, labOn, openInLightEditor } from "./lab-page.ts";

const mine = "// my own start\nexport function countOutcomes() {\n  return { tp: 1, fp: 0, fn: 0, tn: 0 };\n}\n";

/** The tries of each answer that lies in the browser's storage: nobody leaves a page as fast as a test does. */
async function triesKept(): Promise<readonly number[]> {
  const isThere = (await indexedDB.databases()).some(({ name }) => name === "siklus");
  if (!isThere) return []; // opening would make it
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("siklus");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const answers = await new Promise<readonly { readonly tries: number }[]>((resolve, reject) => {
    const reading = database.transaction("quizAnswers").objectStore("quizAnswers").getAll();
    reading.onsuccess = () => resolve(reading.result);
    reading.onerror = () => reject(reading.error);
  });
  database.close();
  return answers.map(({ tries }) => tries);
}

test("a week later all of it is there: code and runs", async ({ page }) => {
  const lab = await openInLightEditor(page, "fish-matrix");
  await lab.write(mine);
  await lab.run();
  await expect(lab.verdict).toContainText("of 3");
  const earlier = lab.root.getByText(/Checks passed: \d of 3/).first();
  await lab.root.getByRole("button", { name: "Earlier runs" }).click();
  await expect(earlier).toBeVisible(); // so it is kept
  await page.reload();
  await expect(lab.root.locator("textarea").first()).toHaveValue(mine);
  await lab.root.getByRole("button", { name: "Earlier runs" }).click();
  await expect(earlier).toBeVisible();
});

test("answers of a quiz are kept, also one that was given before its script had come", async ({ page }) => {
  let letScriptsCome = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letScriptsCome = resolve;
  });
  await page.route("**/quiz-element*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/en/07-metrics/assignment/");
  const quiz = page.locator("siklus-quiz");
  const address = page.url();
  await quiz.getByRole("radio", { name: "A false negative" }).check();
  await quiz.getByRole("button", { name: "Check" }).first().click();
  expect(page.url()).toBe(address);
  letScriptsCome();
  await expect(quiz).toContainText("The model said negative, and that was false");
  await quiz.getByRole("radio", { name: "A false positive" }).check();
  await quiz.getByRole("button", { name: "Check" }).first().click();
  await expect.poll(() => page.evaluate(triesKept)).toEqual([2]);
  await page.goto("/en/settings/");
  await expect(page.locator('[data-done="quiz"]')).toContainText("1 of 13");
  await page.goto("/en/07-metrics/assignment/");
  await quiz.scrollIntoViewIfNeeded(); // its script comes when it is near
  await expect(quiz.getByRole("radio", { name: "A false positive" })).toBeChecked();
});

test("starting over can be undone", async ({ page }) => {
  const lab = await openInLightEditor(page, "fish-matrix");
  await lab.write(mine);
  await lab.root.getByRole("button", { name: "Start over" }).click();
  await expect(lab.root.locator("textarea").first()).toHaveValue(labFile("fish-matrix", "starter.ts"));
  await lab.root.getByRole("button", { name: "Undo" }).click();
  await expect(lab.root.locator("textarea").first()).toHaveValue(mine);
});

test("two tabs agree", async ({ page, context }) => {
  const lab = await openInLightEditor(page, "fish-matrix");
  const other = await context.newPage();
  await other.goto("/en/labs/07-metrics/fish-matrix/");
  await expect(labOn(other, "fish-matrix").root.locator("textarea").first()).toBeVisible();
  await lab.write(mine);
  await expect(labOn(other, "fish-matrix").root.locator("textarea").first()).toHaveValue(mine);
});

test("a copy brings everything to another browser", async ({ page, browser }, info) => {
  const lab = await openInLightEditor(page, "fish-matrix");
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
