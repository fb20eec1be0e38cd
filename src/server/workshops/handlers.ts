import type { RouteName } from "#contract/api/routes.ts";
import type { workshopRoutes } from "#contract/api/workshops.ts";
import type { Handlers } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import { changeHubOf } from "./change-hub-of.ts";
import { controlWorkshop } from "./control-workshop.ts";
import { createWorkshop, findOpenWorkshop, listWorkshops } from "./create-workshop.ts";
import { eventStream } from "./event-stream.ts";
import { joinWorkshop } from "./join-workshop.ts";
import { joinAddresses } from "./lan-addresses.ts";
import { answerPoll } from "./poll-answers.ts";
import { findParticipant, type Viewer } from "./read-workshop.ts";
import { report } from "./report.ts";
import { summarizeWorkshop, summaryCsv } from "./summarize-workshop.ts";
import { participantOf } from "./workshop-row.ts";

export type WorkshopRouteName = Extract<RouteName, keyof typeof workshopRoutes>;

export const workshopHandlers: Handlers<WorkshopRouteName> = {
  listWorkshops: async ({ actor, services: { db } }) => ({ workshops: await listWorkshops(db, actor.userId) }),

  createWorkshop: ({ actor, body, services: { db } }) => createWorkshop(db, { ...body, hostId: actor.userId }),

  findWorkshop: async ({ params, services: { db } }) => {
    const { id, title } = await findOpenWorkshop(db, params.code);
    return { id, title };
  },

  joinWorkshop: async (call) => joinWorkshop(call),

  joinAddresses: async ({ params, request, services: { db, configuration } }) => {
    const { code } = await db
      .selectFrom("workshop")
      .select("code")
      .where("id", "=", params.workshopId)
      .executeTakeFirstOrThrow();
    const requestOrigin = new URL(request.url).origin;
    return { addresses: joinAddresses({ origin: configuration.origin ?? null, requestOrigin, code }) };
  },

  workshopEvents: async ({ params: { workshopId }, actor, services }) => {
    const { db, log, now, closing } = services;
    const viewer = await viewerOf(db, workshopId, actor.userId);
    const body = eventStream({
      db,
      hub: changeHubOf(services),
      workshopId,
      viewer,
      closing,
      now: () => now().getTime(),
      onError: (error) => log.warn({ workshopId, error: String(error) }, "event stream ended"),
    });
    return { body };
  },

  controlWorkshop: ({ params, body, services: { db, now } }) =>
    controlWorkshop(db, { workshopId: params.workshopId, control: body, now: now() }),

  participantCode: async ({ params, services: { db } }) => {
    const row = await db
      .selectFrom("participant")
      .select(["code", "shares_code"])
      .where("workshop_id", "=", params.workshopId)
      .where("id", "=", params.participantId)
      .executeTakeFirst();
    if (row === undefined) throw new Refusal("not-found", "no such participant");
    if (!row.shares_code) throw new Refusal("forbidden", "the learner does not share code");
    if (row.code === null) throw new Refusal("not-found", "no code shared yet");
    return row.code;
  },

  report: async ({ params, body, actor, services: { db, now } }) => {
    const row = await report(db, { workshopId: params.workshopId, userId: actor.userId, report: body, now: now() });
    return participantOf(row, now().getTime());
  },

  answerPoll: ({ params, body, actor, services: { db } }) =>
    answerPoll(db, { workshopId: params.workshopId, userId: actor.userId, ...body }),

  workshopSummary: ({ params, services: { db, now } }) => summarizeWorkshop(db, params.workshopId, now().getTime()),

  exportWorkshop: async ({ params, services: { db, now } }) => ({
    body: summaryCsv(await summarizeWorkshop(db, params.workshopId, now().getTime())),
    fileName: "workshop.csv",
  }),
};

async function viewerOf(
  db: Parameters<typeof findParticipant>[0],
  workshopId: string,
  userId: string,
): Promise<Viewer> {
  const workshop = await db.selectFrom("workshop").select("host_id").where("id", "=", workshopId).executeTakeFirst();
  if (workshop?.host_id === userId) return { kind: "host" };
  const participant = await findParticipant(db, workshopId, userId);
  if (participant === undefined) throw new Refusal("forbidden", "takes no part in the workshop");
  return { kind: "learner", participantId: participant.id };
}
