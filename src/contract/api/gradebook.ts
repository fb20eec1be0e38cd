import { z } from "zod";
import { labId } from "#contract/lab.ts";
import { assignmentParams, courseParams, id, instant, reason, share, userParams } from "./common.ts";
import { route } from "./route.ts";
import { gradedScore } from "./submissions.ts";

const cell = z.strictObject({
  assignmentId: id,
  submissionId: id.nullable(), // the one that counts
  attempts: z.int().nonnegative(),
  score: share.nullable(), // after lateness and override
  isLate: z.boolean(),
  isOverridden: z.boolean(),
});

const gradebook = z.strictObject({
  assignments: z.array(
    // title null: the lab's own, which the page knows in its language
    z.strictObject({ id, labId, title: z.string().nullable(), points: z.number(), dueAt: instant.nullable() }),
  ),
  learners: z.array(
    z.strictObject({
      userId: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      groupId: id.nullable(),
      cells: z.array(cell),
      points: z.number(),
      outOf: z.number(),
    }),
  ),
});
export type Gradebook = z.infer<typeof gradebook>;

const insights = z.strictObject({
  submissions: z.int(),
  learners: z.int(),
  /** Counts of learners by their counting score in ten equal bins of [0, 1]. */
  distribution: z.array(z.int()).length(10),
  failedChecks: z.array(z.strictObject({ checkId: z.string(), learners: z.int(), share })),
  mistakes: z.array(z.strictObject({ mistake: z.string(), learners: z.int(), share })),
});
export type Insights = z.infer<typeof insights>;

const similarPair = z.strictObject({
  left: z.strictObject({ submissionId: id, userName: z.string() }),
  right: z.strictObject({ submissionId: id, userName: z.string() }),
  /** Share of the smaller one's fingerprints, starter code left out, that the other has too. */
  similarity: share,
  /** Shared regions, as lines from 1, both ends included. */
  regions: z.array(z.strictObject({ left: z.tuple([z.int(), z.int()]), right: z.tuple([z.int(), z.int()]) })),
});
export type SimilarPair = z.infer<typeof similarPair>;

const regrade = z.strictObject({
  id,
  courseId: id,
  labId,
  state: z.enum(["previewing", "preview", "applied", "discarded"]),
  reason,
  done: z.int(),
  /** Of those done: could not be graded again and keep their score. */
  failed: z.int(),
  total: z.int(),
  changes: z.array(z.strictObject({ submissionId: id, userName: z.string(), before: share.nullable(), after: share })),
  startedAt: instant,
});
export type Regrade = z.infer<typeof regrade>;

const auditEntry = z.strictObject({
  at: instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

const certificate = z.strictObject({
  id,
  learner: z.string(),
  course: z.string(),
  issuedAt: instant,
  isRevoked: z.boolean(),
  scores: z.array(z.strictObject({ labId, title: z.string(), score: share })),
  keyId: z.string(),
  signature: z.string(),
});
export type Certificate = z.infer<typeof certificate>;

export const gradebookRoutes = {
  gradebook: route({
    method: "get",
    path: "/api/courses/{courseId}/gradebook",
    access: "assistant",
    summary: "Scores of all learners in all assignments",
    params: courseParams,
    query: z.object({ groupId: id.optional() }),
    response: gradebook,
  }),
  exportGrades: route({
    method: "get",
    path: "/api/courses/{courseId}/grades.csv",
    access: "assistant",
    summary: "The gradebook in the form that Canvas or Moodle imports",
    params: courseParams,
    query: z.object({ form: z.enum(["canvas", "moodle"]) }),
    file: "text/csv",
  }),
  exportStatements: route({
    method: "get",
    path: "/api/courses/{courseId}/statements.json",
    access: "teacher",
    summary: "xAPI statements of all graded submissions",
    params: courseParams,
    file: "application/json",
  }),
  insights: route({
    method: "get",
    path: "/api/assignments/{assignmentId}/insights",
    access: "assistant",
    summary: "Distribution of scores, most failed checks, commonest mistakes",
    params: assignmentParams,
    response: insights,
  }),
  assignmentSubmissions: route({
    method: "get",
    path: "/api/assignments/{assignmentId}/submissions",
    access: "assistant",
    summary: "All submissions to an assignment, newest first, without code",
    params: assignmentParams,
    query: z.object({ userId: z.string().max(64).optional() }),
    response: z.strictObject({
      submissions: z.array(
        z.strictObject({
          id,
          userId: z.string(),
          userName: z.string(),
          attempt: z.int(),
          submittedAt: instant,
          state: z.enum(["queued", "graded", "failed"]),
          finalScore: share.nullable(),
        }),
      ),
    }),
  }),
  similarity: route({
    method: "get",
    path: "/api/assignments/{assignmentId}/similarity",
    access: "teacher",
    summary: "Pairs of learners whose code is alike beyond the starter, most alike first",
    params: assignmentParams,
    response: z.strictObject({ pairs: z.array(similarPair) }),
  }),
  startRegrade: route({
    method: "post",
    path: "/api/courses/{courseId}/regrades",
    access: "teacher",
    summary: "Grade a lab's submissions again in a lane of their own; first only a preview",
    params: courseParams,
    body: z.strictObject({ labId, reason }),
    response: regrade,
  }),
  listRegrades: route({
    method: "get",
    path: "/api/courses/{courseId}/regrades",
    access: "teacher",
    summary: "Regrades of a course, newest first",
    params: courseParams,
    response: z.strictObject({ regrades: z.array(regrade) }),
  }),
  getRegrade: route({
    method: "get",
    path: "/api/courses/{courseId}/regrades/{regradeId}",
    access: "teacher",
    summary: "How far a regrade is, and whose score would change",
    params: z.object({ courseId: id, regradeId: id }),
    response: regrade,
  }),
  settleRegrade: route({
    method: "post",
    path: "/api/courses/{courseId}/regrades/{regradeId}/settle",
    access: "teacher",
    summary: "Apply a preview, or discard it",
    params: z.object({ courseId: id, regradeId: id }),
    body: z.strictObject({ apply: z.boolean() }),
    response: regrade,
  }),
  audit: route({
    method: "get",
    path: "/api/courses/{courseId}/audit",
    access: "teacher",
    summary: "Who did what in a course, newest first",
    params: courseParams,
    query: z.object({ before: instant.optional() }),
    response: z.strictObject({ entries: z.array(auditEntry) }),
  }),
  exportLearner: route({
    method: "get",
    path: "/api/courses/{courseId}/members/{userId}/export",
    access: "teacher",
    summary: "All that a course holds about a learner, as one JSON file",
    params: userParams,
    file: "application/json",
  }),
  deleteLearner: route({
    method: "post",
    path: "/api/courses/{courseId}/members/{userId}/delete",
    access: "teacher",
    summary: "Delete all that a course holds about a learner",
    params: userParams,
    body: z.strictObject({ reason }),
  }),
  issueCertificate: route({
    method: "post",
    path: "/api/courses/{courseId}/members/{userId}/certificate",
    access: "teacher",
    summary: "Issue a certificate over a learner's verified scores",
    params: userParams,
    response: certificate,
  }),
  getCertificate: route({
    method: "get",
    path: "/api/certificates/{certificateId}",
    access: "public",
    summary: "A certificate, for whoever wants to verify it",
    params: z.object({ certificateId: id }),
    response: certificate,
  }),
  verifyScore: route({
    method: "post",
    path: "/api/verify-score",
    access: "public",
    summary: "Is this signed score ours and unchanged?",
    body: z.strictObject({ claims: gradedScore, keyId: z.string().max(64), signature: z.string().max(200) }),
    response: z.strictObject({ isGenuine: z.boolean() }),
  }),
};
