import { z } from "zod";
import { labId } from "#contract/lab.ts";
import { id, instant, title, workshopParams } from "./common.ts";
import { route } from "./route.ts";

export const nickname = z.string().trim().min(1).max(30);
const joinCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{6}$/);
const choice = z.strictObject({
  id: z.string().max(40),
  text: z.string().min(1).max(200),
  isRight: z.boolean().optional(),
});
/** `isRight` on some choice makes it a quiz; the right answers reach learners only when the poll is closed. */
const poll = z.strictObject({
  id,
  question: z.string().min(1).max(400),
  choices: z.array(choice).min(2).max(8),
  state: z.enum(["open", "closed"]),
  /** Answers by choice id; null for learners while it is open. */
  counts: z.record(z.string(), z.int()).nullable(),
  mine: z.string().nullable(),
});
export type Poll = z.infer<typeof poll>;

/** Where a learner stands; what the live grid shows. "stuck": no progress for a while, or the same mistake again and again. */
const learnerState = z.enum(["reading", "working", "running", "stuck", "asking", "done"]);
export const participant = z.strictObject({
  id,
  nickname,
  state: learnerState,
  isHere: z.boolean(), // seen within the last half minute
  labId: labId.nullable(),
  runs: z.int().nonnegative(),
  checksPassed: z.int().nonnegative(),
  checksTotal: z.int().nonnegative(),
  solved: z.array(labId),
  lastMistake: z.string().nullable(),
  sameMistakeRuns: z.int().nonnegative(),
  askedAt: instant.nullable(),
  question: z.string().max(500).nullable(),
  /** The learner lets the host read the code. */
  sharesCode: z.boolean(),
  stateSince: instant,
  joinedAt: instant,
});
export type Participant = z.infer<typeof participant>;

const workshop = z.strictObject({
  id,
  title,
  code: z.string(),
  state: z.enum(["open", "ended"]),
  labs: z.array(labId), // in the order of the day
  unlocked: z.array(labId),
  current: labId.nullable(),
  timerEndsAt: instant.nullable(),
  message: z.strictObject({ text: z.string(), at: instant }).nullable(), // the last broadcast
  /** Code that the host shows on the projector, without a name. */
  shown: z.strictObject({ labId, source: z.string(), at: instant }).nullable(),
  poll: poll.nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
});
export type Workshop = z.infer<typeof workshop>;

/**
 * Server-sent events. A stream begins with "state", which is all there is to know (late joiners, reconnects, restarts), and goes on
 * with changes; `Last-Event-ID` is the last event's number.
 */
export const workshopEvent = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("state"),
    workshop,
    participants: z.array(participant).nullable(),
    me: participant.nullable(),
  }),
  z.strictObject({ kind: z.literal("workshop"), workshop }),
  z.strictObject({ kind: z.literal("participants"), participants: z.array(participant) }), // changed ones; hosts only
  z.strictObject({ kind: z.literal("gone"), participantIds: z.array(id) }), // removed from the grid; hosts only
  z.strictObject({ kind: z.literal("me"), me: participant }),
  z.strictObject({ kind: z.literal("removed") }),
]);
export type WorkshopEvent = z.infer<typeof workshopEvent>;

const summary = z.strictObject({
  workshop,
  participants: z.array(participant),
  labs: z.array(
    z.strictObject({
      labId,
      started: z.int(),
      solved: z.int(),
      medianMinutes: z.number().nullable(),
      mistakes: z.array(z.strictObject({ mistake: z.string(), learners: z.int() })),
    }),
  ),
  polls: z.array(poll),
});
export type WorkshopSummary = z.infer<typeof summary>;

export const workshopRoutes = {
  listWorkshops: route({
    method: "get",
    path: "/api/workshops",
    access: "site-teacher",
    summary: "Workshops that I host, newest first",
    response: z.strictObject({ workshops: z.array(workshop) }),
  }),
  createWorkshop: route({
    method: "post",
    path: "/api/workshops",
    access: "site-teacher",
    summary: "Open a workshop",
    body: z.strictObject({ title, labs: z.array(labId).min(1).max(60) }),
    response: workshop,
  }),
  findWorkshop: route({
    method: "get",
    path: "/api/workshops/by-code/{code}",
    access: "public",
    summary: "The title of the open workshop with this code",
    params: z.object({ code: joinCode }),
    response: z.strictObject({ id, title }),
  }),
  joinWorkshop: route({
    method: "post",
    path: "/api/workshops/join",
    access: "public",
    summary: "Join by code and nickname; without an account a guest is made and its session cookie set",
    body: z.strictObject({ code: joinCode, nickname }),
    response: z.strictObject({ workshop, me: participant }),
  }),
  /** Addresses under which this server is reached in the local network, for the join link and its QR code. */
  joinAddresses: route({
    method: "get",
    path: "/api/workshops/{workshopId}/addresses",
    access: "host",
    summary: "Join links, best first, each with its QR code as SVG",
    params: workshopParams,
    response: z.strictObject({ addresses: z.array(z.strictObject({ url: z.url(), qrSvg: z.string() })) }),
  }),
  workshopEvents: route({
    method: "get",
    path: "/api/workshops/{workshopId}/events",
    access: "participant",
    summary: "Live events, as server-sent events",
    params: workshopParams,
    file: "text/event-stream",
  }),
  controlWorkshop: route({
    method: "post",
    path: "/api/workshops/{workshopId}/control",
    access: "host",
    summary: "Pace it",
    params: workshopParams,
    body: z.discriminatedUnion("do", [
      z.strictObject({ do: z.literal("unlock"), labId }),
      z.strictObject({ do: z.literal("lock"), labId }),
      z.strictObject({ do: z.literal("go-to"), labId }), // everybody, now
      z.strictObject({ do: z.literal("timer"), seconds: z.int().min(0).max(14_400) }), // 0 takes it away
      z.strictObject({ do: z.literal("broadcast"), text: z.string().trim().max(500) }), // empty takes it away
      z.strictObject({ do: z.literal("show-code"), participantId: id.nullable() }), // only with consent; null hides it
      z.strictObject({ do: z.literal("answered"), participantId: id }),
      z.strictObject({ do: z.literal("remove"), participantId: id }),
      z.strictObject({
        do: z.literal("open-poll"),
        question: z.string().trim().min(1).max(400),
        choices: z.array(choice).min(2).max(8),
      }),
      z.strictObject({ do: z.literal("close-poll") }),
      z.strictObject({ do: z.literal("end") }),
    ]),
    response: workshop,
  }),
  participantCode: route({
    method: "get",
    path: "/api/workshops/{workshopId}/participants/{participantId}/code",
    access: "host",
    summary: "A learner's code, if they let the host read it",
    params: z.object({ workshopId: id, participantId: id }),
    response: z.strictObject({ labId, source: z.string(), at: instant }),
  }),
  /** At most once a second and learner: the page sends what changed. */
  report: route({
    method: "post",
    path: "/api/workshops/{workshopId}/report",
    access: "participant",
    summary: "Where I am; sent by the page, shown in the live grid, never a grade",
    params: workshopParams,
    body: z.strictObject({
      labId: labId.nullable().optional(),
      activity: z.enum(["reading", "working", "running"]).optional(),
      run: z
        .strictObject({
          labId,
          passed: z.int().nonnegative(),
          total: z.int().nonnegative(),
          mistake: z.string().max(80).nullable(),
          isSolved: z.boolean(),
        })
        .optional(),
      /** Kept only while `sharesCode`. */
      code: z.strictObject({ labId, source: z.string().max(200_000) }).optional(),
      sharesCode: z.boolean().optional(),
      ask: z.string().trim().max(500).nullable().optional(), // null: no longer
    }),
    response: participant,
  }),
  answerPoll: route({
    method: "post",
    path: "/api/workshops/{workshopId}/answer",
    access: "participant",
    summary: "Answer the open poll; a later answer replaces the earlier",
    params: workshopParams,
    body: z.strictObject({ pollId: id, choiceId: z.string().max(40) }),
  }),
  workshopSummary: route({
    method: "get",
    path: "/api/workshops/{workshopId}/summary",
    access: "host",
    summary: "How it went",
    params: workshopParams,
    response: summary,
  }),
  exportWorkshop: route({
    method: "get",
    path: "/api/workshops/{workshopId}/summary.csv",
    access: "host",
    summary: "How it went, a row a learner",
    params: workshopParams,
    file: "text/csv",
  }),
};
