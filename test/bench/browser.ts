import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";
import { browserArgs, installBrowser } from "#tools/browser.ts";

const labPath = "en/labs/07-metrics/fish-matrix/";
const lessonPath = "en/07-metrics/confusion-matrix/";
const warmRuns = 15;
const coldRuns = 3;

export type BrowserFigures = {
  readonly device: string;
  /** From pressing Run to the verdict painted. */
  readonly coldMs: number;
  readonly warmMs: number;
  readonly slowestWarmMs: number;
  /** The page's longest task in the warm runs. Undefined: none took 50 ms or more, which is the shortest that a browser reports. */
  readonly longestTaskMs: number | undefined;
  /** The same from the first press on, when the runtime and perhaps the full editor are still being fetched. */
  readonly longestColdTaskMs: number | undefined;
};

export type FirstLoad = {
  readonly path: string;
  readonly bytes: Readonly<Record<string, number>>;
  readonly total: number;
};

type Device = { readonly name: string; readonly slowdown: number; readonly context: BrowserContextOptions };

const devices: readonly Device[] = [
  { name: "desktop", slowdown: 1, context: { viewport: { width: 1280, height: 800 } } },
  {
    name: "phone (390 px, page 4 times slower)",
    slowdown: 4,
    context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  },
];

/** Times a small lab in a real browser on the built site, and counts what a lesson's first load transfers. */
export async function benchBrowser(
  url: string,
): Promise<{ readonly runs: readonly BrowserFigures[]; readonly firstLoad: FirstLoad }> {
  const browser = await chromium.launch({ executablePath: installBrowser(), args: [...browserArgs] });
  try {
    const runs: BrowserFigures[] = [];
    for (const device of devices) runs.push(await timeRuns({ browser, url, device }));
    return { runs, firstLoad: await countFirstLoad(browser, url) };
  } finally {
    await browser.close();
  }
}

async function timeRuns(place: {
  readonly browser: Browser;
  readonly url: string;
  readonly device: Device;
}): Promise<BrowserFigures> {
  const cold: number[] = [];
  const warm: number[] = [];
  const coldTasks: number[] = [];
  const warmTasks: number[] = [];
  for (let fresh = 0; fresh < coldRuns; fresh++) {
    const page = await openLab(place);
    cold.push(await timeRun(page));
    coldTasks.push(...(await untilCalm(page)));
    for (let run = 0; fresh === 0 && run < warmRuns; run++) {
      // A learner looks before pressing again; meanwhile the next realm gets ready.
      await settle(page, 400);
      warm.push(await timeRun(page));
    }
    warmTasks.push(...(await takeTasks(page)));
    await page.context().close();
  }
  return {
    device: place.device.name,
    coldMs: median(cold),
    warmMs: median(warm),
    slowestWarmMs: Math.max(...warm),
    longestTaskMs: longest(warmTasks),
    longestColdTaskMs: longest(coldTasks),
  };
}

async function settle(page: Page, ms: number): Promise<void> {
  await page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${ms}))`);
}

/** The tasks of what the first press set going (runtime, charts, editor), until two seconds pass without one. */
async function untilCalm(page: Page): Promise<readonly number[]> {
  const tasks: number[] = [];
  for (let seconds = 0; seconds < 20; seconds += 2) {
    await settle(page, 2_000);
    const more = await takeTasks(page);
    if (more.length === 0 && seconds > 0) break;
    tasks.push(...more);
  }
  return tasks;
}

function takeTasks(page: Page): Promise<readonly number[]> {
  return page.evaluate<number[]>("window.benchTasks.splice(0)");
}

function longest(tasks: readonly number[]): number | undefined {
  return tasks.length === 0 ? undefined : Math.max(...tasks);
}

async function openLab({
  browser,
  url,
  device,
}: {
  readonly browser: Browser;
  readonly url: string;
  readonly device: Device;
}): Promise<Page> {
  const context = await browser.newContext(device.context);
  const page = await context.newPage();
  if (device.slowdown > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: device.slowdown });
  }
  await page.goto(`${url}${labPath}`, { waitUntil: "load" });
  await page.locator("siklus-lab [data-part='run']").waitFor();
  await page.evaluate(pageScript);
  return page;
}

/** Milliseconds from the press to the frame after the verdict changed. */
async function timeRun(page: Page): Promise<number> {
  const done = page.evaluate<number>("window.benchRun()");
  await page.locator("siklus-lab [data-part='run']").click();
  return done;
}

/** In the page's own language, for these tools know no DOM. Long tasks count from the first press on. */
const pageScript = `(() => {
  const lab = document.querySelector("siklus-lab");
  const verdict = lab.querySelector("[data-part='verdict']");
  const button = lab.querySelector("[data-part='run']");
  window.benchTasks = [];
  let measuring = false;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (measuring) window.benchTasks.push(entry.duration);
  }).observe({ type: "longtask", buffered: false });
  window.benchRun = () => new Promise((resolve) => {
    let pressedAt = 0;
    button.addEventListener("click", (event) => { pressedAt = event.timeStamp; measuring = true; }, { once: true, capture: true });
    const observer = new MutationObserver(() => {
      if (pressedAt === 0 || verdict.hidden) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - pressedAt);
        port2.postMessage(0);
      });
    });
    observer.observe(verdict, { childList: true });
  });
})()`;

async function countFirstLoad(browser: Browser, url: string): Promise<FirstLoad> {
  const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const kinds = new Map<string, string>();
  const bytes: Record<string, number> = {};
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await page.goto(`${url}${lessonPath}`, { waitUntil: "networkidle" });
  await context.close();
  return { path: lessonPath, bytes, total: Object.values(bytes).reduce((sum, size) => sum + size, 0) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
