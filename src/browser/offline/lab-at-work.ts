const atWork =
  'siklus-lab[data-busy], [data-part="saved"]:is([data-save="waiting"], [data-save="held"], [data-save="conflict"])';
const lockName = () => `siklus-lab-at-work ${import.meta.env.BASE_URL}`;

/** Whether a lab of this page runs or has code that is not saved. */
function isLabAtWorkHere(): boolean {
  return document.querySelector(atWork) !== null;
}

/** Where a lab runs or has code that is not saved: in this page, in another of this site, or nowhere. */
export async function findLabAtWork(): Promise<"here" | "elsewhere" | undefined> {
  if (isLabAtWorkHere()) return "here";
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === lockName()) ? "elsewhere" : undefined;
}

/** While a lab of this page is at work, other pages can know it by a lock that this page holds. */
export function showLabAtWork(): void {
  if (document.querySelector("siklus-lab") === null || !("locks" in navigator)) return;
  let release: (() => void) | undefined;
  const follow = () => {
    const isAtWork = isLabAtWorkHere();
    if (isAtWork && release === undefined) {
      const over = new Promise<void>((resolve) => {
        release = resolve;
      });
      void navigator.locks.request(lockName(), { mode: "shared" }, () => over);
    } else if (!isAtWork) {
      release?.();
      release = undefined;
    }
  };
  new MutationObserver(follow).observe(document.body, {
    subtree: true,
    attributes: true,
    attributeFilter: ["data-busy", "data-save"],
  });
  follow();
}
