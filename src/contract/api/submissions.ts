import { z } from "zod";
import { labId } from "#contract/lab.ts";
import { checkResult } from "#contract/verdict.ts";
import { id, instant, reason, share, submissionParams } from "./common.ts";
import { route } from "./route.ts";

const hiddenCategory = z.enum(["correctness", "edge-case", "scale", "robustness"]);

/** What a learner may know of a hidden check: its kind and whether it passed, never the case. */
const hiddenResult = z.strictObject({
  category: hiddenCategory,
  status: z.enum(["pass", "fail", "error"]),
  weight: z.number(),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Everything a score stands on; signed as canonical JSON (sorted keys), so that it can be checked years later. */
export const gradedScore = z.strictObject({
  origin: z.literal("verified"),
  submissionId: id,
  userId: z.string(),
  labId,
  labVersion: z.int(),
  attempt: z.int().positive(),
  sourceHash: sha256,
  labHash: sha256,
  engineHash: sha256,
  checksHash: sha256,
  seed: z.int(),
  score: share,
  gradedAt: instant,
});
export type GradedScore = z.infer<typeof gradedScore>;

/**
 * Whether the visible checks count. Their data can be read, so code that only knows the shown answers passes them: they earn nothing until
 * one hidden check of correctness (of any kind, where a lab has none of that) passes too.
 */
export function isConfirmed(hidden: readonly { readonly category: string; readonly status: string }[]): boolean {
  const ofCorrectness = hidden.filter(({ category }) => category === "correctness");
  const confirming = ofCorrectness.length > 0 ? ofCorrectness : hidden;
  return confirming.length === 0 || confirming.some(({ status }) => status === "pass");
}

export const verifiedResult = z.strictObject({
  status: z.enum(["pass", "fail", "error"]),
  /** Weights passed over all weights, visible and hidden, before lateness; the visible ones only when confirmed. */
  score: share,
  checks: z.array(checkResult),
  hidden: z.array(hiddenResult),
  /** Why there is no full result, as in a practice verdict. */
  stopped: z.unknown().optional(),
  durationMs: z.number().nonnegative(),
  signed: z.strictObject({ claims: gradedScore, keyId: z.string(), signature: z.string() }),
});
export type VerifiedResult = z.infer<typeof verifiedResult>;

const comment = z.strictObject({
  id,
  line: z.int().positive().nullable(),
  body: z.string().min(1).max(4_000),
  by: z.string(),
  at: instant,
});

export const submission = z.strictObject({
  id,
  labId,
  labVersion: z.int(),
  assignmentId: id.nullable(),
  userId: z.string(),
  userName: z.string(),
  attempt: z.int().positive(),
  submittedAt: instant,
  /** "failed": our own fault; the attempt is given back. */
  state: z.enum(["queued", "graded", "failed"]),
  /** Submissions before this one in the live lane, while it is queued. */
  ahead: z.int().nonnegative().optional(),
  result: verifiedResult.nullable(),
  /** Loss for lateness in [0, 1], and what remains after it and after an override; null until graded. */
  lateLoss: share,
  finalScore: share.nullable(),
  override: z.strictObject({ score: share, reason, by: z.string(), at: instant }).nullable(),
  comments: z.array(comment),
});
export type Submission = z.infer<typeof submission>;

const attemptBody = z.strictObject({ labId, labVersion: z.int().positive(), assignmentId: id.optional() });

export const submissionRoutes = {
  openAttempt: route({
    method: "post",
    path: "/api/attempts",
    access: "signed-in",
    summary: "Take a token for one submission, bound to learner, lab, version and attempt",
    body: attemptBody,
    response: z.strictObject({
      token: z.string(),
      attempt: z.int().positive(),
      attemptsLeft: z.int().nonnegative().nullable(), // after this one; null: no limit
      hiddenChecks: z.strictObject({ count: z.int().nonnegative(), share }), // share of the whole weight
    }),
  }),
  submit: route({
    method: "post",
    path: "/api/submissions",
    access: "signed-in",
    summary: "Submit source; it is stored before this answers. The same token again gives the same submission",
    body: z.strictObject({ token: z.string().max(2_000), source: z.string().max(200_000) }),
    response: submission,
  }),
  getSubmission: route({
    method: "get",
    path: "/api/submissions/{submissionId}",
    access: "owner",
    summary: "A submission and its result; waits up to `waitMs` for it to be graded",
    params: submissionParams,
    query: z.object({ waitMs: z.coerce.number().int().min(0).max(25_000).default(0) }),
    response: submission,
  }),
  mySubmissions: route({
    method: "get",
    path: "/api/me/submissions",
    access: "signed-in",
    summary: "My submissions, newest first",
    query: z.object({ labId: labId.optional(), assignmentId: id.optional() }),
    response: z.strictObject({ submissions: z.array(submission) }),
  }),
  submissionSource: route({
    method: "get",
    path: "/api/submissions/{submissionId}/source",
    access: "owner",
    summary: "The submitted code and the starter of its version",
    params: submissionParams,
    response: z.strictObject({ source: z.string(), starter: z.string() }),
  }),
  comment: route({
    method: "post",
    path: "/api/submissions/{submissionId}/comments",
    access: "assistant",
    summary: "Comment on a submission or one of its lines",
    params: submissionParams,
    body: z.strictObject({ line: z.int().positive().nullable(), body: z.string().trim().min(1).max(4_000) }),
    response: comment,
  }),
  override: route({
    method: "put",
    path: "/api/submissions/{submissionId}/override",
    access: "teacher",
    summary: "Set a submission's score by hand, with the reason; null takes it back",
    params: submissionParams,
    body: z.strictObject({ score: share.nullable(), reason }),
    response: submission,
  }),
  publicKeys: route({
    method: "get",
    path: "/api/keys",
    access: "public",
    summary: "Public keys (Ed25519, JWK) by which signed scores and certificates are checked",
    response: z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())) }),
  }),
};
