import type { ToRealm } from "#contract/sandbox.ts";

/** The runtime's end of the line to a learner's realm, as a host makes it. What arrives is not to be believed before it is parsed. */
export type RealmPort = {
  readonly post: (message: ToRealm) => void;
  /** One listener; messages that came before are kept for it. */
  readonly listen: (listener: RealmListener) => void;
};

export type RealmListener = {
  readonly message: (message: unknown) => void;
  /** The realm is gone and will not answer any more. */
  readonly end: (why: "crashed" | "memory-limit") => void;
};

/** Time is the host's. */
export type Timer = {
  readonly now: () => number;
  /** Runs later, once; the result cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};
