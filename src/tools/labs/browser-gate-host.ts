import { chromium } from "playwright";
import { browserArgs, installBrowser } from "../browser.ts";
import { buildPage } from "../vite/build-page.ts";
import type { GateHost } from "./gate-host.ts";
import type { GatePage } from "./gate-page-api.ts";
import { serveFolder } from "./serve-folder.ts";

declare const gatePage: GatePage; // in the page

/** Runs labs where learners do: in a browser, in the site's own sandbox. */
export async function browserGateHost(): Promise<GateHost> {
  const folder = await buildPage({ page: "src/tools/labs/gate-page/index.html", name: "gate" });
  const served = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath: installBrowser(), args: [...browserArgs] });
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`gate page: ${error.message}`));
  await page.goto(`${served.url}/src/tools/labs/gate-page/index.html`);
  await page.waitForFunction(() => "gatePage" in globalThis);
  return {
    name: "browser",
    lanes: 1,
    run: ({ id, checks, source, seed }) => {
      if (checks === "visible" && seed === undefined) {
        return page.evaluate(([lab, code]) => gatePage.run(lab, code).then(({ verdict }) => verdict), [
          id,
          source,
        ] as const);
      }
      return page.evaluate(([lab, which, code, from]) => gatePage.runChecks(lab, which, code, from), [
        id,
        checks,
        source,
        seed,
      ] as const);
    },
    close: async () => {
      await browser.close();
      served.close();
    },
  };
}
