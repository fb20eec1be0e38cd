import { z } from "zod";
import { learnerError } from "./sandbox.ts";

/** Words by key with facts; keys that begin with "std." are in src/i18n, all others in the lab's text. */
export const message = z.strictObject({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Message = z.infer<typeof message>;

/** What one check found. `error`: the learner's code threw, or the run ended before the check could. */
export const checkResult = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("pass"), id: z.string(), weight: z.number() }),
  z.strictObject({
    status: z.literal("fail"),
    id: z.string(),
    weight: z.number(),
    message,
    /** The misconception recognised by behaviour: a file name in mistakes/ and a key in the text. */
    mistake: z.string().optional(),
  }),
  z.strictObject({
    status: z.literal("error"),
    id: z.string(),
    weight: z.number(),
    message,
    error: learnerError.optional(),
    mistake: z.string().optional(),
  }),
]);
export type CheckResult = z.infer<typeof checkResult>;

/**
 * The outcome of one run. It starts as failed: a run without a check, or with one missing, is an error, never a pass.
 * `practice`: made by the learner's own browser. Only a server makes `verified` ones.
 */
export const verdict = z.strictObject({
  origin: z.enum(["practice", "verified"]),
  lab: z.string(),
  labVersion: z.int(),
  status: z.enum(["pass", "fail", "error"]),
  /** Why there is no result: compile or load error, time, memory, stopped by hand, crashed realm, our own fault. */
  stopped: z
    .discriminatedUnion("reason", [
      z.strictObject({ reason: z.literal("learner-error"), error: learnerError }),
      z.strictObject({ reason: z.literal("time-limit"), limitMs: z.number() }),
      z.strictObject({ reason: z.literal("memory-limit"), limitMiB: z.number(), error: learnerError.optional() }),
      z.strictObject({ reason: z.literal("stopped") }),
      z.strictObject({ reason: z.literal("crashed") }),
      z.strictObject({ reason: z.literal("internal"), detail: z.string() }),
    ])
    .optional(),
  checks: z.array(checkResult),
  /** Sum of the weights passed over the sum of all, in [0, 1]. */
  score: z.number().min(0).max(1),
  seed: z.int(),
  durationMs: z.number().nonnegative(),
});
export type Verdict = z.infer<typeof verdict>;
