import type { Figure } from "#contract/figure.ts";
import type { LearnerError } from "#contract/sandbox.ts";
import type { Message } from "#contract/verdict.ts";
import type { Rng } from "#engine/core/random.ts";
import type { Table } from "#engine/data/table.ts";

/** The learner's module as a check sees it: names that can be called or read, and plain data that comes back. */
export type Learner = {
  /** Calls an exported function; arguments and result are plain data. If it throws, the check ends as `error` with the learner's line. */
  readonly call: (name: string, ...args: readonly unknown[]) => Promise<unknown>;
  /** Calls an exported function that may rightly throw: the check decides what a throw means (see `expectThrow`). */
  readonly attempt: (name: string, ...args: readonly unknown[]) => Promise<Attempt>;
  /** Reads an exported value. */
  readonly value: (name: string) => Promise<unknown>;
  /** What the module drew with siklus/show while it loaded. */
  readonly figures: () => readonly Figure[];
};

export type Attempt =
  | { readonly status: "returned"; readonly value: unknown }
  | { readonly status: "threw"; readonly error: LearnerError };

export type CheckContext = {
  readonly learner: Learner;
  /** A data file of the lab, as the learner gets it; throws if the manifest does not name it. */
  readonly table: (file: string) => Table;
  /** Seeded per run: fixed for the visible checks, fresh per attempt for the hidden ones. */
  readonly rng: Rng;
};

export type Outcome =
  | { readonly status: "pass" }
  | { readonly status: "fail"; readonly message: Message; readonly mistake?: string };

export type Check = {
  readonly id: string;
  /** Share of the score; 1 unless said. */
  readonly weight?: number;
  readonly run: (context: CheckContext) => Promise<Outcome> | Outcome;
};

/** Runs on a server only, on data made from the attempt's seed; tells the learner a category, never the case. */
export type HiddenCheck = Check & { readonly category: "correctness" | "edge-case" | "scale" | "robustness" };
