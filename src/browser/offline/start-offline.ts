import { afterLoad } from "#browser/loading/after-load.ts";

/** After that long a page has its labs and figures ready, and whoever came by mistake is gone. */
const calmMs = 3_000;

/** When the page has loaded and come to rest it is kept for offline use; nothing is fetched for that before. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const keep = () => void import("./register.ts").then(({ register }) => register());
  afterLoad(() => setTimeout(() => afterLoad(keep), calmMs));
}
