/** After the page has loaded and is at rest, it is kept for offline use; nothing is fetched for that before. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const begin = () => void import("./register.ts").then(({ register }) => register());
  const whenIdle = () => (globalThis.requestIdleCallback ?? setTimeout)(begin);
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
}
