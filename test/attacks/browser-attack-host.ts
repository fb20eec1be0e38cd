import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { type Browser, chromium, type Page } from "playwright";
import { browserArgs, installBrowser } from "#tools/browser.ts";
import type { GatePage } from "#tools/labs/gate-page-api.ts";
import { type Served, serveFolder } from "#tools/labs/serve-folder.ts";
import { sourceHash } from "#tools/source-hash.ts";
import { buildPage } from "#tools/vite/build-page.ts";
import { rootDirectory } from "#tools/vite/bundle-realm.ts";
import type { AttackHost } from "./attack-host.ts";

declare const gatePage: GatePage; // in the page

const pagePath = "/src/tools/labs/gate-page/index.html";
const answerWithinMs = 3_000;
const selfTest = "/self-test";

/**
 * The sandbox of the site in a real browser, each host in a profile of its own. Every name of the network leads to our own server, so
 * that a request to any host is seen there, however it was made.
 */
export async function openBrowserAttackHosts(
  count: number,
): Promise<{ readonly hosts: readonly AttackHost[]; readonly close: () => Promise<void> }> {
  const folder = await buildOnce();
  const requests: string[] = [];
  const served = await serveFolder(folder, { onRequest: (url) => requests.push(url) });
  const { port } = new URL(served.url);
  const browser = await chromium.launch({
    executablePath: installBrowser(),
    args: [...browserArgs, `--host-resolver-rules=MAP * 127.0.0.1:${port}`],
  });
  const hosts: AttackHost[] = [];
  for (let i = 0; i < count; i++) hosts.push(await openHost({ browser, served, requests }));
  return {
    hosts,
    close: async () => {
      await browser.close();
      served.close();
    },
  };
}

/** Built anew when a source has changed since. */
async function buildOnce(): Promise<string> {
  const name = "attack-page";
  const stamp = `${rootDirectory}.cache/${name}.built-from`;
  const hash = await sourceHash();
  const isFresh = existsSync(stamp) && (await readFile(stamp, "utf8")) === hash;
  if (isFresh && existsSync(`${rootDirectory}.cache/${name}${pagePath}`)) return `${rootDirectory}.cache/${name}`;
  const folder = await buildPage({ page: pagePath.slice(1), name });
  await writeFile(stamp, hash);
  return folder;
}

async function openHost({
  browser,
  served,
  requests,
}: {
  readonly browser: Browser;
  readonly served: Served;
  readonly requests: readonly string[];
}): Promise<AttackHost> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const noticed: string[] = [];
  let watching = false;
  const notice = (what: string): void => {
    if (watching) noticed.push(what);
  };
  context.on("requestfinished", (request) => {
    // The frame starts its workers from a blob of its own; nothing leaves the browser by it.
    if (!request.url().startsWith("blob:")) notice(`a request to ${request.url().slice(0, 120)}`);
  });
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (!isRefused(request.url(), why))
      notice(`a request to ${request.url().slice(0, 120)} that was let out and failed (${why})`);
  });
  context.on("page", () => notice("a window was opened"));
  page.on("dialog", (dialog) => {
    notice(`a dialog: ${dialog.message().slice(0, 80)}`);
    void dialog.dismiss();
  });
  page.on("download", () => notice("a download"));
  page.on("pageerror", (error) => notice(`an error in the page: ${error.message.slice(0, 120)}`));
  page.on("crash", () => notice("the page crashed"));
  page.on("websocket", (socket) => notice(`a socket to ${socket.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) notice(`the page went to ${frame.url()}`);
  });
  await page.goto(`${served.url}${pagePath}`);
  await page.waitForFunction(() => "gatePage" in globalThis);
  await page.evaluate((path) => fetch(`http://example.org${path}`).catch(() => {}), selfTest);
  if (!requests.includes(selfTest)) throw new Error("a request to example.org was not seen: the watch does not work");
  const before = await stateOf(page);
  let seen = 0;
  return {
    name: "browser",
    run: async ({ lab, checks, source }) => {
      watching = false;
      seen = requests.length;
      if (checks === "hidden") {
        const verdict = await page.evaluate(([id, code]) => gatePage.runChecks(id, "hidden", code, 7), [
          lab,
          source,
        ] as const);
        return { verdict, shown: "" };
      }
      // What is fetched for a lab the first time is fetched before the submission is there.
      await page.evaluate((id) => gatePage.warm(id), lab);
      seen = requests.length;
      watching = true;
      return page.evaluate(
        async ([id, code]) => {
          const { verdict, events } = await gatePage.run(id, code);
          const shown = events.map((event) => JSON.stringify(event)).join("\n");
          return { verdict, shown };
        },
        [lab, source] as const,
      );
    },
    harm: async () => {
      const harm = noticed.splice(0);
      // Chromium asks for its own updates, whatever it is told.
      const asked = requests.slice(seen).filter((url) => !/^\/(assets|service\/update2)\//.test(url));
      seen = requests.length;
      harm.push(...asked.map((url) => `our server was asked for ${url.slice(0, 120)}`));
      const state = await within(stateOf(page), answerWithinMs);
      if (state === undefined) return [...harm, `the page did not answer for ${answerWithinMs} ms`];
      for (const [what, value] of Object.entries(state)) {
        const was = before[what];
        if (value !== was) harm.push(`${what} of the page was ${was} and is ${value}`);
      }
      return harm;
    },
    close: () => context.close(),
  };
}

/** The browser's policies stopped it before anything was sent. */
function isRefused(url: string, errorText: string): boolean {
  return !/^(https?|wss?):/.test(url) || /^csp$|ERR_BLOCKED_BY_CSP/.test(errorText);
}

/** What a submission might want to change of the page and its origin. In the page's own language, for these tools know no DOM. */
function stateOf(page: Page): Promise<Readonly<Record<string, string | number>>> {
  return page.evaluate(`(async () => ({
    title: document.title,
    address: location.href,
    markup: document.body.innerHTML.replace(/<iframe[^]*<\\/iframe>/g, "").trim(),
    names: Object.keys(globalThis).filter((name) => !/^[0-9]+$/.test(name)).length, // frames have numbers
    cookie: document.cookie,
    storage: localStorage.length + sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))()`);
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timeout = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timeout);
  }
}
