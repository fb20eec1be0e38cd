import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { honestCases } from "#test/unit/lab/cases/honest-cases.ts";
import { hostileCases } from "#test/unit/lab/cases/hostile-cases.ts";
import { differences, moduleWith } from "#test/unit/lab/cases/run-case.ts";
import { serveFolder } from "#tools/labs/serve-folder.ts";
import { buildPage } from "#tools/vite/build-page.ts";
import type { SandboxPage } from "./sandbox-page/sandbox-page.ts";

declare const sandboxPage: SandboxPage; // in the page

// The cases of test/unit/lab/cases in a real browser's frame and worker, and what only a browser can show.
test.describe.configure({ mode: "default" });

let page: Page;
let url: string;
let close: () => void;
let onRequest: (address: string) => void = () => {};
test.beforeAll(async ({ browser }) => {
  const folder = await buildPage({ page: "test/e2e/sandbox-page/index.html", name: "sandbox-page" });
  const served = await serveFolder(folder, { onRequest: (address) => onRequest(address) });
  close = served.close;
  url = `${served.url}/test/e2e/sandbox-page/index.html`;
  page = await open(browser);
});
test.afterAll(async () => {
  await page.close();
  close();
});

async function open(browser: Browser): Promise<Page> {
  const opened = await browser.newPage();
  await opened.goto(url);
  await opened.waitForFunction(() => "sandboxPage" in globalThis);
  return opened;
}

type Request = Parameters<SandboxPage["run"]>[0];
const run = (request: Request) => page.evaluate((asked) => sandboxPage.run(asked), request);

for (const one of [...honestCases, ...hostileCases]) {
  test(`case: ${one.name}`, async () => {
    const { source, timeLimitMs, memoryMiB } = one;
    const { verdict, events } = await run({ source, timeLimitMs, memoryMiB });
    expect(differences(one, verdict, events)).toEqual([]);
  });
}

test("Stop ends a loop at once and the next run works", async () => {
  const stopped = await run({ source: "while (true) {}", timeLimitMs: 60_000, stopAfterMs: 300 });
  expect(stopped.verdict.stopped).toEqual({ reason: "stopped" });
  expect((await run({ source: moduleWith({}) })).verdict.status).toBe("pass");
});

test("the frame has an opaque origin and its worker cannot load anything", async () => {
  const frame = page.locator("iframe");
  await expect(frame).toHaveAttribute("sandbox", "allow-scripts");
  const inside = page.frames().find((one) => one !== page.mainFrame());
  const tried = await inside?.evaluate(async () => {
    const attempt = async (name: string, act: () => unknown): Promise<string> => {
      try {
        await act();
        return `${name} worked`;
      } catch {
        return "";
      }
    };
    return [
      origin,
      await attempt("fetch", () => fetch("http://127.0.0.1/")),
      await attempt("cookie", () => document.cookie),
      await attempt("storage", () => localStorage.length),
      await attempt(
        "database",
        () =>
          new Promise((resolve, reject) => Object.assign(indexedDB.open("a"), { onsuccess: resolve, onerror: reject })),
      ),
      await attempt("parent", () => parent.document.title),
      await attempt("module", () => import(/* @vite-ignore */ `${"http"}://127.0.0.1/a.js`)),
    ].filter((result) => result !== "");
  });
  expect(tried).toEqual(["null"]);
});

// Playwright calls a page crashed when a process of one of its frames is gone; so the page reports by requests of its own. A small
// heap makes the bomb go off soon.
test("a heap bomb takes its own process along, the page tells so and runs on", async () => {
  const { launchOptions } = test.info().project.use;
  const args = [...(launchOptions?.args ?? []), "--js-flags=--max-old-space-size=300"];
  const browser = await chromium.launch({ ...launchOptions, args });
  const reported = new Promise<string>((resolve) => {
    onRequest = (address) => {
      if (address.startsWith("/report?")) resolve(decodeURIComponent(address.slice("/report?".length)));
    };
  });
  const ownPage = await open(browser);
  const bomb = "const all: number[][] = [];\nwhile (true) all.push(new Array(1e6).fill(Math.random()));";
  ownPage
    .evaluate(
      async ([first, second]) => {
        const bombed = await sandboxPage.run({ source: first, timeLimitMs: 50_000 });
        const after = await sandboxPage.run({ source: second });
        await fetch(`/report?${encodeURIComponent(`${bombed.verdict.stopped?.reason}, then ${after.verdict.status}`)}`);
      },
      [bomb, moduleWith({})] as const,
    )
    .catch(() => {}); // Playwright lets go of the page at the crash
  expect(await reported).toBe("memory-limit, then pass");
  await browser.close();
});
