import type { gradebookRoutes } from "#contract/api/gradebook.ts";
import type { RouteName } from "#contract/api/routes.ts";
import { findLab } from "#server/grading/find-lab.ts";
import type { Call, Handlers } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import { isGenuine } from "#server/signing/signing-keys.ts";
import { issueCertificate, readCertificate } from "./certificates.ts";
import { canvasCsv, moodleCsv } from "./grades-csv.ts";
import { deleteLearner, exportLearner } from "./learner-data.ts";
import { listSubmissions } from "./list-submissions.ts";
import { readAudit } from "./read-audit.ts";
import { readGradebook } from "./read-book.ts";
import { readInsights } from "./read-insights.ts";
import { readStatements } from "./read-statements.ts";
import { listRegrades, readRegrade, settleRegrade, startRegrade } from "./regrades.ts";
import { readSimilarity } from "./similarity/read-similarity.ts";

export type GradebookRouteName = Extract<RouteName, keyof typeof gradebookRoutes>;

export const gradebookHandlers: Handlers<GradebookRouteName> = {
  gradebook: ({ params, query, services: { db, now } }) => readGradebook(db, { ...params, ...query, now: now() }),

  exportGrades,

  exportStatements: async ({ params, request, services: { db, configuration } }) => {
    const origin = configuration.origin ?? new URL(request.url).origin;
    const statements = await readStatements(db, { ...params, origin, titleOf });
    return { body: JSON.stringify(statements, null, 1), fileName: "xapi-statements.json" };
  },

  insights: ({ params, services: { db } }) => readInsights(db, params.assignmentId),

  assignmentSubmissions: async ({ params, query, services: { db } }) => ({
    submissions: await listSubmissions(db, { ...params, ...query }),
  }),

  similarity: async ({ params, services: { db } }) => ({
    pairs: await readSimilarity(db, { ...params, starterOf: (labId) => findLab(labId)?.starter ?? "" }),
  }),

  startRegrade: ({ params, body, actor, services: { db } }) => {
    if (findLab(body.labId) === undefined) throw new Refusal("not-found", "no such lab");
    return startRegrade(db, { ...params, ...body, actor });
  },

  listRegrades: async ({ params, services: { db } }) => ({ regrades: await listRegrades(db, params.courseId) }),

  getRegrade: ({ params, services: { db } }) => readRegrade(db, params),

  settleRegrade: ({ params, body, actor, services: { db } }) => settleRegrade(db, { ...params, ...body, actor }),

  audit: async ({ params, query, services: { db } }) => ({ entries: await readAudit(db, { ...params, ...query }) }),

  exportLearner: async ({ params, services: { db } }) => ({
    body: JSON.stringify(await exportLearner(db, params), null, 1),
    fileName: "learner.json",
  }),

  deleteLearner: async ({ params, body, actor, services: { db } }) => {
    await deleteLearner(db, { ...params, ...body, actor });
    return undefined;
  },

  issueCertificate: ({ params, actor, services: { db, now } }) =>
    issueCertificate(db, { ...params, actor, now: now(), titleOf }),

  getCertificate: ({ params, services: { db } }) => readCertificate(db, params.certificateId),

  verifyScore: async ({ body: { claims, ...signed }, services: { db } }) => ({
    isGenuine: await isGenuine(db, claims, signed),
  }),
};

async function exportGrades({ params, query, services: { db, now } }: Call<"exportGrades">) {
  const book = await readGradebook(db, { ...params, now: now() });
  if (query.form === "moodle") return { body: moodleCsv({ book, titleOf }), fileName: "grades-moodle.csv" };
  const { title } = await db
    .selectFrom("course")
    .select("title")
    .where("id", "=", params.courseId)
    .executeTakeFirstOrThrow();
  return { body: canvasCsv({ book, titleOf, section: title }), fileName: "grades-canvas.csv" };
}

/** A lab's own title, for files that have no language. */
function titleOf(labId: string): string {
  return findLab(labId)?.titles["en"] ?? labId;
}
