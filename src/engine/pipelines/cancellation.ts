import type { Signal } from "./pipeline.ts";

/** A signal with the hand that aborts it: what AbortController is, without the host. */
export function createCancellation(): { readonly signal: Signal; readonly abort: () => void } {
  const listeners: (() => void)[] = [];
  let aborted = false;
  return {
    signal: {
      get aborted(): boolean {
        return aborted;
      },
      addEventListener: (_, listener) => {
        listeners.push(listener);
      },
    },
    abort: () => {
      if (aborted) return;
      aborted = true;
      for (const listener of listeners.splice(0)) listener();
    },
  };
}
