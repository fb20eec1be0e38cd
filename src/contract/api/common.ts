import { z } from "zod";

export const id = z.uuid();
/** Instants cross as ISO 8601 in UTC. */
export const instant = z.iso.datetime();
export const personName = z.string().trim().min(1).max(80);
export const title = z.string().trim().min(1).max(120);
export const reason = z.string().trim().min(3).max(500);
/** In [0, 1]. */
export const share = z.number().min(0).max(1);

export const siteRole = z.enum(["learner", "teacher", "admin"]);
export type SiteRole = z.infer<typeof siteRole>;
export const courseRole = z.enum(["learner", "assistant", "teacher"]);
export type CourseRole = z.infer<typeof courseRole>;

/** What the server refuses, by code: the page says it in the reader's language by the word "server.<code>" with the facts. */
export const apiError = z.strictObject({
  error: z.strictObject({
    code: z.enum([
      "bad-request",
      "not-signed-in",
      "forbidden",
      "not-found",
      "method-not-allowed",
      "unsupported-media-type",
      "conflict",
      "too-many-requests",
      "too-large",
      "not-open-yet",
      "closed",
      "no-attempts-left",
      "token-used",
      "token-invalid",
      "nickname-taken",
      "code-unknown",
      "not-grading",
      "unavailable",
      "internal",
    ]),
    /** For logs and engineers, in English. */
    message: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
});
export type ApiError = z.infer<typeof apiError>;
export type ApiErrorCode = ApiError["error"]["code"];

export const courseParams = z.object({ courseId: id });
export const userParams = z.object({ courseId: id, userId: z.string().max(64) });
export const assignmentParams = z.object({ assignmentId: id });
export const submissionParams = z.object({ submissionId: id });
export const workshopParams = z.object({ workshopId: id });
