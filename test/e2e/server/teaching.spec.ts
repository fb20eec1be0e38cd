import { readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { type LocalServer, startLocalServer } from "#tools/server/local-server.ts";
import { loadAxe, standards, violations } from "../journeys/axe.ts";
import { labFile, labOn } from "../journeys/lab-page.ts";

/** Two browsers and the whole server: a teacher and a learner, from the first account to a graded, commented submission. */
let server: LocalServer;
const shots = process.env["SIKLUS_SHOTS"]; // a folder: pictures to look at

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  test.setTimeout(300_000); // builds the grader, makes a database, attacks its own sandbox
  server = await startLocalServer({ graders: 1, port: 47_990 });
});
test.afterAll(() => server?.stop());

let teacher: Page;
let learner: Page;
/** Everything that the learner's browser received, as text. */
const received: Promise<string>[] = [];

test("the first account becomes admin by the one-time link, and nobody after it", async ({ browser }) => {
  teacher = await openPage(browser, { width: 1280, height: 900 });
  await teacher.goto(`${server.url}/en/account/#first-admin=${server.firstAdminToken}`);
  await signUp(teacher, { name: "Sari Guru", email: "sari@example.test" });
  await expect(teacher.getByText("You are the admin of this server now.")).toBeVisible();
  await expect(teacher.getByRole("heading", { name: "Accounts of this site" })).toBeVisible();
  await look(teacher, "account-admin");
  await expect(teacher.getByRole("link", { name: "Account", exact: true }).first()).toBeVisible();
});

test("a workshop: join by code, err, ask, solve; the teacher sees it all", async ({ browser }) => {
  await teacher.goto(`${server.url}/en/workshop/`);
  await teacher.getByLabel("Name of the workshop").fill("Metrics, live");
  await teacher.locator('input[value="07-metrics/fish-matrix"]').check();
  await teacher.getByRole("button", { name: "Open it and show the code" }).click();
  const code = (await teacher.locator(".join .code").textContent()) ?? "";
  await expect(teacher.getByAltText(/QR code/)).toBeVisible();

  learner = await openPage(browser, { width: 390, height: 844 });
  learner.on("response", (response) => received.push(response.text().catch(() => "")));
  await learner.goto(`${server.url}/?join=${code}`);
  await learner.getByLabel("Nickname").fill("Budi");
  await look(learner, "join");
  await learner.getByRole("button", { name: "Join", exact: true }).click();
  const strip = learner.getByRole("complementary", { name: "Workshop" });
  await look(learner, "joined");
  await strip.getByRole("link", { name: /Go to the lab/ }).click();

  const lab = labOn(learner, "fish-matrix");
  await expect(strip).toBeVisible();
  for (const more of ["", "// again"]) {
    await lab.write(`${labFile("fish-matrix", "mistakes/swapped-fp-fn.ts")}${more}\n`);
    await lab.run();
    await expect(lab.verdict).toContainText("of 3");
  }
  const card = teacher.locator(".person", { hasText: "Budi" });
  await expect(card).toContainText("2× the same mistake: swapped fp fn");
  await strip.getByRole("textbox").fill("Which one is actual?");
  await strip.getByRole("button", { name: "Ask for help" }).click();
  await expect(card).toContainText("Which one is actual?");
  await expect(card).toContainText("asks for help");
  await expect(card.getByRole("button", { name: "See code" })).toHaveCount(0);
  await strip.getByRole("checkbox", { name: "The teacher may see my code" }).check();
  await look(learner, "strip-on-lab");
  await card.getByRole("button", { name: "See code" }).click();
  await expect(teacher.getByRole("dialog")).toContainText("// again");
  await look(teacher, "live-code");
  await teacher.getByRole("button", { name: "Show to all, without the name" }).click();
  await expect(strip.getByText("Shown by the teacher")).toBeVisible();
  await card.getByRole("button", { name: "Answered" }).click();
  await expect(strip.getByRole("button", { name: "Ask for help" })).toBeVisible();

  await teacher.getByText("Ask everybody").first().click();
  await teacher.getByLabel("Question").fill("Which one misses no disease?");
  await teacher.getByLabel("Choice 1").fill("Recall");
  await teacher.getByLabel("Choice 2").fill("Accuracy");
  await teacher.getByRole("checkbox", { name: "right answer" }).first().check();
  await teacher.getByRole("button", { name: "Ask everybody" }).click();
  await strip.getByRole("button", { name: "Recall" }).click();
  await expect(strip).toContainText("Your answer: Recall");
  await look(teacher, "live");
  await teacher.getByRole("button", { name: "Close and show the answer" }).click();
  await expect(strip).toContainText("Recall (right answer)");

  await lab.write(labFile("fish-matrix", "solution.ts"));
  await lab.run();
  await expect(card).toContainText("done");
  teacher.on("dialog", (dialog) => dialog.accept());
  await teacher.getByRole("button", { name: "End the workshop" }).click();
  await expect(strip).toContainText("The workshop has ended");
  await expect(teacher.getByRole("row", { name: /1 1/ })).toContainText("swapped fp fn (1)");
  await look(teacher, "summary");
  const download = teacher.waitForEvent("download");
  await teacher.getByRole("link", { name: "Save as CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test("a class: an assignment, a submission that fails and one that passes, a comment, the grades", async () => {
  await teacher.goto(`${server.url}/en/class/`);
  await teacher.getByLabel("Name of the class").fill("Machine learning 101");
  await teacher.getByRole("button", { name: "Make", exact: true }).click();
  await expect(teacher.getByRole("heading", { name: "Machine learning 101" })).toBeVisible();
  await teacher.getByText("New assignment").click();
  await teacher.getByRole("combobox", { name: "Lab", exact: true }).selectOption("07-metrics/fish-matrix");
  await teacher.getByLabel(/^Attempts/).fill("5");
  await teacher.getByRole("button", { name: "Set it" }).click();
  await expect(teacher.locator(".class-cards h4")).toHaveCount(1);
  await teacher.getByRole("link", { name: "People" }).click();
  const courseCode = (await teacher.locator(".class-code-shown").textContent()) ?? "";

  await learner.goto(`${server.url}/en/account/`);
  await expect(learner.getByText(/You take part in a workshop as Budi/)).toBeVisible();
  await signUp(learner, { name: "Budi Santoso", email: "budi@example.test" });
  await learner.getByRole("button", { name: "Keep it in my account" }).click();
  await expect(learner.getByText("Practice is kept in your account.")).toBeVisible();
  await look(learner, "account-phone");
  await learner.goto(`${server.url}/en/class/`);
  await learner.getByLabel("Join code").fill(courseCode);
  await learner.getByRole("button", { name: "Join", exact: true }).click();
  await learner.locator(".class-cards h4 a").click();

  const lab = labOn(learner, "fish-matrix");
  await lab.root.scrollIntoViewIfNeeded();
  await lab.write(labFile("fish-matrix", "mistakes/swapped-fp-fn.ts"));
  const panel = lab.root.locator('[data-part="submit"]');
  await expect(panel).toContainText("hidden");
  await expect(panel).toContainText("Attempts left: 5");
  await panel.getByRole("button", { name: "Submit for a verified score" }).click();
  await expect(panel).toContainText(/Verified score \d+%/, { timeout: 60_000 });
  await expect(panel).toContainText("Correct on fresh data");
  await expect(panel).toContainText("Attempts left: 4");
  await look(learner, "verified-fail");
  await lab.write(labFile("fish-matrix", "solution.ts"));
  await panel.getByRole("button", { name: "Submit for a verified score" }).click();
  await expect(panel).toContainText("Verified score 100%", { timeout: 60_000 });
  await panel.scrollIntoViewIfNeeded();
  await look(learner, "verified-pass");

  await teacher.getByRole("link", { name: "Submissions" }).click();
  await teacher.locator("tbody tr").first().getByRole("link").first().click();
  await expect(teacher.locator(".class-source")).toBeVisible();
  await teacher.locator(".class-line").nth(2).click();
  await teacher.locator(".class-source textarea").fill("Well named.");
  await teacher.locator(".class-source").getByRole("button", { name: "Send" }).click();
  await expect(teacher.getByText("Well named.")).toBeVisible();
  await look(teacher, "submission");
  await teacher.getByRole("link", { name: "Gradebook" }).click();
  await expect(teacher.locator("tbody")).toContainText("Budi Santoso");
  await expect(teacher.locator("tbody")).toContainText("100%");
  await look(teacher, "gradebook");
  const download = teacher.waitForEvent("download");
  await teacher.getByRole("link", { name: "CSV for Canvas" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  const tabs = teacher.getByRole("navigation", { name: "Parts of the class" });
  for (const tab of ["Assignments", "Submissions", "Insights", "Similarity", "People", "Regrade", "Log"]) {
    await tabs.getByRole("link", { name: tab, exact: true }).click();
    await expect(tabs.getByRole("link", { name: tab, exact: true })).toHaveAttribute("aria-current", "page");
    await look(teacher, `class-${tab.toLowerCase()}`);
  }

  await learner.reload();
  await labOn(learner, "fish-matrix").root.scrollIntoViewIfNeeded();
  await expect(panel).toContainText("Well named.");
});

test("a submission made without network is sent when it is back", async () => {
  const lab = labOn(learner, "fish-matrix");
  const panel = lab.root.locator('[data-part="submit"]');
  await expect(panel).toContainText("Attempts left: 3");
  await learner.context().setOffline(true);
  await panel.getByRole("button", { name: "Submit for a verified score" }).click();
  await expect(panel).toContainText("kept on this device");
  await learner.context().setOffline(false);
  await expect(panel).toContainText("Attempts left: 2", { timeout: 60_000 });
});

test("anybody can check a score that the learner saved", async ({ browser }) => {
  await learner.goto(`${server.url}/en/account/`);
  const download = learner.waitForEvent("download");
  await learner.getByRole("link", { name: "Save the signed score" }).first().click();
  const file = readFileSync(await (await download).path(), "utf8");
  const anybody = await openPage(browser, { width: 1280, height: 900 });
  await anybody.goto(`${server.url}/en/certificate/`);
  await anybody.getByLabel("The signed score (JSON)").fill(file);
  await anybody.getByRole("button", { name: "Check it" }).click();
  await expect(anybody.getByText(/Genuine: lab 07-metrics\/fish-matrix/)).toBeVisible();
  await anybody.getByLabel("The signed score (JSON)").fill(file.replace(/"attempt": \d+/, '"attempt": 99'));
  await anybody.getByRole("button", { name: "Check it" }).click();
  await expect(anybody.getByText("Not signed by this server, or changed afterwards.")).toBeVisible();
  await look(anybody, "certificate");
});

test("of the hidden checks nothing reached the learner's browser", async () => {
  const text = (await Promise.all(received)).join("\n");
  expect(text.length).toBeGreaterThan(100_000);
  const hidden = labFile("fish-matrix", "hidden.ts");
  const secrets = [/siklus-canary-[0-9a-f]{32}/.exec(hidden)?.[0], /id: "([\w-]+)"/.exec(hidden)?.[1]];
  for (const secret of secrets) {
    expect(secret).toBeTruthy();
    expect(text).not.toContain(secret);
  }
});

test("the same pages speak Indonesian", async () => {
  await learner.goto(`${server.url}/id/account/`);
  await expect(learner.getByText(/Anda masuk sebagai/)).toBeVisible();
  await look(learner, "account-id");
  await learner.goto(`${server.url}/id/class/`);
  await expect(learner.getByText("Machine learning 101")).toBeVisible();
  await look(learner, "class-id");
});

async function openPage(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ viewport, locale: "en-GB", serviceWorkers: "block" })).newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  return page;
}

async function signUp(page: Page, { name, email }: { readonly name: string; readonly email: string }): Promise<void> {
  const form = page.locator("form", { hasText: "Name that teachers see" });
  await form.getByLabel("Name that teachers see").fill(name);
  await form.getByLabel("E-mail").fill(email);
  await form.getByLabel("Password").fill("correct horse battery");
  await form.getByRole("button", { name: "Make an account" }).click();
  await expect(page.getByText(`You are signed in as ${name}.`)).toBeVisible();
}

/** Nothing for axe to find, in light and dark; and a picture for whoever wants to look. */
async function look(page: Page, name: string): Promise<void> {
  await page.addStyleTag({ content: "*, ::before, ::after { transition-property: none !important }" });
  await loadAxe(page);
  const light = await violations(page, { wanted: standards, of: "every element" });
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await violations(page, { wanted: ["color-contrast"], of: "every element" });
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "light" });
  expect([...light, ...dark], name).toEqual([]);
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}
