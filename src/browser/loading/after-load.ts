/** Reading comes first: runs once the page has come and the thread has a moment. */
export function afterLoad(then: () => void): void {
  const whenIdle = () => (globalThis.requestIdleCallback ?? setTimeout)(then);
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
}
