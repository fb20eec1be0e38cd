import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "./refusal.ts";

/**
 * A whole class sits behind one address, so addresses have wide limits and people narrow ones. Counted in this process: a limit
 * need not be exact over machines.
 */
const limits = {
  /** Anything, by address. */
  address: { points: 6_000, duration: 60 },
  /** Anything, by learner: a page with live views asks about once a second. */
  learner: { points: 600, duration: 60 },
  /** Submissions, by learner. */
  submit: { points: 20, duration: 60 },
  /** Sign-in and sign-up, by address: a class at the start of a lesson. */
  signIn: { points: 600, duration: 600 },
  /** Sign-in, by e-mail address: guessing one password. */
  signInAs: { points: 10, duration: 600 },
  /** Join codes, by address: guessing one of 244 million. */
  code: { points: 600, duration: 600 },
} as const;
export type LimitName = keyof typeof limits;

export type RateLimits = { take(name: LimitName, key: string): Promise<void> };

export function rateLimits({ isOn }: { readonly isOn: boolean }): RateLimits {
  const limiters = new Map(
    Object.entries(limits).map(([name, { points, duration }]) => [name, new RateLimiterMemory({ points, duration })]),
  );
  return {
    async take(name, key) {
      if (!isOn) return;
      try {
        await limiters.get(name)?.consume(key);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const retryAfterS = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw new Refusal("too-many-requests", `limit "${name}" is used up`, { retryAfterS });
      }
    },
  };
}
