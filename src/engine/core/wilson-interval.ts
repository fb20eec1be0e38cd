import { EngineError } from "./errors.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { requireConfidence } from "./require-confidence.ts";
import { requireOptions } from "./require-options.ts";

/** A share with the range of true shares that the sample can not rule out. */
export type ShareInterval = { readonly estimate: number; readonly lower: number; readonly upper: number };

/**
 * Wilson's interval for a share: which true rates would make this many successes no surprise?
 *
 * The textbook interval p ± z √(p(1 − p)/n) has width 0 after 20 of 20, as if nothing could ever go wrong, and misses
 * far too often for small samples and rare events. Wilson turns the question round and asks for which true rates the
 * observed one lies within z standard deviations *of those*; the answer stays inside [0, 1] and is honest at the ends.
 * No continuity correction.
 *
 * @param successes   0 to trials
 * @param trials      at least 1
 * @param confidence  in (0, 1); default 0.95
 * @returns           estimate successes / trials, and the ends. O(1)
 * @throws {EngineError} "out-of-range"
 * @example wilsonInterval({ successes: 20, trials: 20 }).upper // => 1
 * @source  Wilson 1927; Agresti & Coull 1998; agrees with statsmodels proportion_confint(method="wilson")
 */
export function wilsonInterval(options: {
  readonly successes: number;
  readonly trials: number;
  readonly confidence?: number | undefined;
}): ShareInterval {
  const functionName = "wilsonInterval";
  const {
    successes,
    trials,
    confidence = 0.95,
  } = requireOptions(functionName, options, ["successes", "trials", "confidence"]);
  requireConfidence(functionName, confidence);
  if (!(trials >= 1 && trials < Number.POSITIVE_INFINITY && successes >= 0 && successes <= trials)) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires successes from 0 to trials, got ${successes} of ${trials}`,
      {
        function: functionName,
        successes: String(successes),
        trials: String(trials),
      },
    );
  }
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const pull = (z * z) / trials;
  const middle = (share + pull / 2) / (1 + pull);
  const reach = (Math.sqrt(pull) * Math.sqrt(share * (1 - share) + pull / 4)) / (1 + pull);
  return {
    estimate: share,
    // Exactly 0 and 1 at the ends, where the two terms cancel.
    lower: successes === 0 ? 0 : Math.max(0, middle - reach),
    upper: successes === trials ? 1 : Math.min(1, middle + reach),
  };
}
