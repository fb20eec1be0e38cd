import { isLanguage } from "#i18n/languages.ts";
import type { ToWorker } from "./messages.ts";
import { offerUpdates } from "./offer-updates.ts";
import { savesData } from "./saves-data.ts";

/** How long an open page goes without asking whether there is a new version. */
const askEveryMs = 60 * 60_000;

/** Installs the service worker, or finds it, and tells it which page has come. Where the browser refuses, the site works online as before. */
export async function register(): Promise<void> {
  const scope = import.meta.env.BASE_URL.replace(/\/*$/, "/");
  const hadWorker = navigator.serviceWorker.controller !== null;
  try {
    await navigator.serviceWorker.register(`${scope}service-worker.js`, { scope, updateViaCache: "none" });
  } catch (error) {
    console.warn("Siklus is not kept for offline use:", error);
    return;
  }
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (registration === undefined) return;
  offerUpdates({ registration, hadWorker });
  askNowAndThen(registration);
  const { active } = await navigator.serviceWorker.ready;
  const language = document.documentElement.lang;
  if (active === null || !isLanguage(language)) return;
  const message: ToWorker = {
    kind: "arrived",
    language,
    keep: savesData() ? "visited" : "all",
    urls: [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)],
  };
  active.postMessage(message);
}

function askNowAndThen(registration: ServiceWorkerRegistration): void {
  let askedAtMs = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" || performance.now() - askedAtMs < askEveryMs) return;
    askedAtMs = performance.now();
    registration.update().catch(() => undefined); // no connection: asked again later
  });
}
