import { afterLoad } from "#browser/loading/after-load.ts";

/** After the page has loaded and is at rest, it is kept for offline use; nothing is fetched for that before. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  afterLoad(() => void import("./register.ts").then(({ register }) => register()));
}
