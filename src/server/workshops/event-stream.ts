import type { Kysely } from "kysely";
import type { Participant, WorkshopEvent } from "#contract/api/workshops.ts";
import type { Database } from "#server/database/tables.ts";
import type { ChangeHub, Changes } from "./change-hub.ts";
import { readParticipants, readWorkshop, type Viewer, viewParticipants } from "./read-workshop.ts";

/** Changes that only time makes (stuck, gone) are looked for this often. */
const lookAgainMs = 5_000;
/** A proxy ends a silent connection after a minute or so. */
const heartbeatMs = 15_000;

export type EventStreamOptions = {
  readonly db: Kysely<Database>;
  readonly hub: ChangeHub;
  readonly workshopId: string;
  readonly viewer: Viewer;
  /** The process ends: the stream does too, and the browser comes back by itself. */
  readonly closing: AbortSignal;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
};

/**
 * One listener's server-sent events: first the whole state, then what changes. Whatever was missed while the connection was down is in
 * the state with which the next one begins.
 */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { hub, workshopId, closing } = options;
  const encoder = new TextEncoder();
  let end: () => void = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const state = createSender(options, (event, id) => {
        controller.enqueue(encoder.encode(`${id === null ? "" : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`));
      });
      // One piece of work at a time, in order; a slow reader gets later and larger changes, never a growing heap of old ones.
      let pending: { changes: Changes | null; isFirst: boolean } | undefined = { changes: null, isFirst: true };
      let isWorking = false;
      let isEnded = false;
      const work = async (): Promise<void> => {
        if (isWorking) return;
        isWorking = true;
        while (pending !== undefined && !isEnded) {
          const { changes, isFirst } = pending;
          pending = undefined;
          try {
            const goesOn = isFirst ? await state.begin() : await state.follow(changes);
            if (!goesOn) finish();
          } catch (error) {
            if (!isEnded) options.onError(error);
            finish();
          }
        }
        isWorking = false;
      };
      const add = (changes: Changes | null): void => {
        if (pending === undefined || !pending.isFirst)
          pending = { changes: joined(pending?.changes, changes), isFirst: false };
        if ((controller.desiredSize ?? 0) > -64) void work();
      };
      const stopListening = hub.listen(workshopId, add);
      const looking = setInterval(() => add(null), lookAgainMs);
      const beating = setInterval(() => {
        if (!isEnded) controller.enqueue(encoder.encode(": \n\n"));
      }, heartbeatMs);
      end = () => {
        isEnded = true;
        stopListening();
        clearInterval(looking);
        clearInterval(beating);
        closing.removeEventListener("abort", finish);
      };
      const finish = (): void => {
        if (isEnded) return;
        end();
        controller.close();
      };
      closing.addEventListener("abort", finish, { once: true });
      void work();
    },
    cancel: () => end(),
  });
}

type Sender = {
  readonly begin: () => Promise<boolean>;
  readonly follow: (changes: Changes | null) => Promise<boolean>;
};

function createSender(
  { db, workshopId, viewer, now }: EventStreamOptions,
  send: (event: WorkshopEvent, id: string | null) => void,
): Sender {
  const sent = new Map<string, string>(); // participant id → what was last said of them

  const changed = (participants: readonly Participant[]): Participant[] =>
    participants.filter((one) => {
      const text = JSON.stringify(one);
      if (sent.get(one.id) === text) return false;
      sent.set(one.id, text);
      return true;
    });
  const read = async (only?: readonly string[]): Promise<Participant[]> =>
    viewParticipants(await readParticipants(db, workshopId, only), now());
  const mine = viewer.kind === "learner" ? [viewer.participantId] : undefined;

  return {
    async begin() {
      const workshop = await readWorkshop(db, workshopId, viewer);
      const participants = await read(mine);
      changed(participants);
      const [me] = participants;
      if (workshop === undefined || (mine !== undefined && me === undefined)) {
        send({ kind: "removed" }, null);
        return false;
      }
      const seen = mine === undefined ? { participants, me: null } : { participants: null, me: me ?? null };
      send({ kind: "state", workshop, ...seen }, null);
      return true;
    },
    async follow(changes) {
      const id = changes?.lastId ?? null;
      if (changes?.workshop === true) {
        const workshop = await readWorkshop(db, workshopId, viewer);
        if (workshop === undefined) return false;
        send({ kind: "workshop", workshop }, id);
      }
      if (mine === undefined) {
        const asked = changes === null ? undefined : [...changes.participantIds];
        if (asked?.length === 0) return true;
        const participants = await read(asked);
        const gone = (asked ?? [...sent.keys()]).filter(
          (one) => !participants.some((there) => there.id === one) && sent.delete(one),
        );
        const news = changed(participants);
        if (news.length > 0) send({ kind: "participants", participants: news }, id);
        if (gone.length > 0) send({ kind: "gone", participantIds: gone }, id);
        return true;
      }
      if (changes !== null && !mine.some((one) => changes.participantIds.has(one))) return true;
      const participants = await read(mine);
      const [me] = participants;
      if (me === undefined) {
        send({ kind: "removed" }, id);
        return false;
      }
      if (changed(participants).length > 0) send({ kind: "me", me }, id);
      return true;
    },
  };
}

function joined(before: Changes | null | undefined, after: Changes | null): Changes | null {
  if (before === undefined || before === null || after === null) return after ?? before ?? null;
  return {
    lastId: after.lastId,
    workshop: before.workshop || after.workshop,
    participantIds: new Set([...before.participantIds, ...after.participantIds]),
  };
}
