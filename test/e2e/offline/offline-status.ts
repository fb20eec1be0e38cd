import { expect, type Page } from "@playwright/test";
import type { FromWorker } from "#browser/offline/messages.ts";
import type { Language } from "#i18n/languages.ts";

/** What the service worker says of a language, asked from any page. */
export function offlineStatus(page: Page, language: Language): Promise<string> {
  return page.evaluate(async (asked) => {
    const { active } = await navigator.serviceWorker.ready;
    const answer = new Promise<FromWorker>((resolve) => {
      navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data), { once: true });
    });
    active?.postMessage({ kind: "tell-status" });
    return (await answer).languages[asked].status;
  }, language);
}

export function untilKept(page: Page, language: Language): Promise<void> {
  return expect.poll(() => offlineStatus(page, language), { timeout: 40_000 }).toBe("ready");
}
