import { readdirSync } from "node:fs";
import { test as base, expect, type Page } from "@playwright/test";
import { loadAxe, standards, violations } from "./axe.ts";

const pages = ["en", "id"]
  .flatMap((language) =>
    readdirSync(`dist/${language}`, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("index.html"))
      .map((path) => `/${language}/${path.replace(/index\.html$/, "")}`),
  )
  .filter((path) => !repeatsReference(path));

/** The pages of the reference are one component over English words: in Indonesian one of them stands for all. */
function repeatsReference(path: string): boolean {
  return path.startsWith("/id/reference/") && !["/id/reference/", "/id/reference/show/"].includes(path);
}

/** One page a worker, which goes from address to address as a reader does: its cache is warm, and only the first pays for opening it. */
const test = base.extend<object, { readonly visitor: Page }>({
  visitor: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ serviceWorkers: "block", reducedMotion: "reduce" });
      await use(await context.newPage());
      await context.close();
    },
    { scope: "worker" },
  ],
});

for (const path of ["/", "/404.html", ...pages]) {
  test(`axe finds nothing, no request leaves, no error: ${path}`, async ({ visitor: page, baseURL }) => {
    const outside: string[] = [];
    const errors: string[] = [];
    page.removeAllListeners();
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.origin !== new URL(baseURL ?? "").origin) outside.push(request.url());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(`${baseURL}${path}`);
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 4_000) {
        scrollTo(0, y);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      scrollTo(0, 0);
    });
    // Colours are judged as they end, not on the way from one theme to the other: transitions reach nested elements a frame later each.
    await page.addStyleTag({ content: "*, ::before, ::after { transition-property: none !important }" });
    await loadAxe(page);
    // The reference is hundreds of entries made by one component: their colours, which take longest to judge, are judged one of a kind.
    const isReference = path.includes("/reference/");
    const light = [
      ...(await violations(page, {
        wanted: standards,
        of: "every element",
        without: isReference ? ["color-contrast"] : [],
      })),
      ...(isReference ? await violations(page, { wanted: ["color-contrast"], of: "every kind" }) : []),
    ];
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    // Colours are all that a theme can change, and it changes them alike for elements of one kind.
    const dark = await violations(page, { wanted: ["color-contrast"], of: "every kind" });
    const found = [...light, ...dark];
    expect(found).toEqual([]);
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
  });
}

test("lessons read well without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/en/07-metrics/confusion-matrix/");
  await expect(page.getByRole("heading", { name: "Two questions, four boxes" })).toBeVisible();
  await expect(page.locator(".lab-task code").first()).toBeVisible();
  await page.goto("/id/07-metrics/roc-auc/");
  await expect(page.getByRole("heading", { name: "Arti luas di bawah kurva" })).toBeVisible();
  await context.close();
});

test("a lesson page fetches at most 60 kB of JavaScript before the editor is wanted", async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Map<string, number>();
  const kinds = new Map<string, string>();
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) === "Script") scripts.set(requestId, encodedDataLength);
  });
  await page.goto("/en/07-metrics/confusion-matrix/", { waitUntil: "networkidle" });
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  expect(scripts.size).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(60_000);
});
