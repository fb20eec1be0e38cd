import { tellProgress } from "./figure-sink.ts";

/**
 * Tells how far a long computation is: a fraction from 0 to 1 and, if you like, what is being done.
 *
 * @example for (let step = 1; step <= 3; step++) progress(step / 3, `step ${step} of 3`);
 */
export function progress(fraction: number, text = ""): void {
  const bounded = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
  tellProgress(bounded, String(text).slice(0, 200));
}
