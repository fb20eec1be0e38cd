import type { Selectable } from "kysely";
import type { Participant, Poll, Workshop } from "#contract/api/workshops.ts";
import type { Database } from "#server/database/tables.ts";
import type { Work } from "./apply-report.ts";
import { isHere, learnerState } from "./learner-state.ts";

export type WorkshopRow = Selectable<Database["workshop"]>;
export type ParticipantRow = Selectable<Database["participant"]>;
export type PollRow = Selectable<Database["poll"]>;

/** A workshop as the wire has it. */
export function workshopOf(row: WorkshopRow, poll: Poll | null): Workshop {
  return {
    id: row.id,
    title: row.title,
    code: row.code,
    state: row.state,
    labs: row.labs,
    unlocked: row.unlocked,
    current: row.current_lab,
    timerEndsAt: row.timer_ends_at?.toISOString() ?? null,
    message: row.message,
    shown: row.shown,
    poll,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

/** A learner in the live grid, as they stand at `nowMs`; code is never among it. */
export function participantOf(row: ParticipantRow, nowMs: number): Participant {
  const facts = {
    activity: row.activity,
    labId: row.lab_id,
    solved: row.solved,
    askedAtMs: row.asked_at?.getTime() ?? null,
    sameMistakeRuns: row.same_mistake_runs,
    progressedAtMs: row.progressed_at.getTime(),
    seenAtMs: row.seen_at.getTime(),
  };
  const state = learnerState(facts, nowMs);
  const since = state === "asking" ? row.asked_at : state === "stuck" ? row.progressed_at : row.state_since;
  return {
    id: row.id,
    nickname: row.nickname,
    state,
    isHere: isHere(facts, nowMs),
    labId: row.lab_id,
    runs: row.runs,
    checksPassed: row.checks_passed,
    checksTotal: row.checks_total,
    solved: row.solved,
    lastMistake: row.last_mistake,
    sameMistakeRuns: row.same_mistake_runs,
    askedAt: row.asked_at?.toISOString() ?? null,
    question: row.question,
    sharesCode: row.shares_code,
    stateSince: (since ?? row.state_since).toISOString(),
    joinedAt: row.joined_at.toISOString(),
  };
}

/** The stored work of a learner, as `applyReport` takes it. */
export function workOf(row: ParticipantRow): Work {
  return {
    activity: row.activity,
    labId: row.lab_id,
    runs: row.runs,
    checksPassed: row.checks_passed,
    checksTotal: row.checks_total,
    solved: row.solved,
    progress: row.progress,
    lastMistake: row.last_mistake,
    sameMistakeRuns: row.same_mistake_runs,
    question: row.question,
    askedAt: row.asked_at?.toISOString() ?? null,
    sharesCode: row.shares_code,
    code: row.code,
    progressedAt: row.progressed_at.toISOString(),
    stateSince: row.state_since.toISOString(),
  };
}

/** Columns for the work after a report. */
export function columnsOf(work: Work) {
  return {
    activity: work.activity,
    lab_id: work.labId,
    runs: work.runs,
    checks_passed: work.checksPassed,
    checks_total: work.checksTotal,
    solved: JSON.stringify(work.solved),
    progress: JSON.stringify(work.progress),
    last_mistake: work.lastMistake,
    same_mistake_runs: work.sameMistakeRuns,
    question: work.question,
    asked_at: work.askedAt,
    shares_code: work.sharesCode,
    code: work.code === null ? null : JSON.stringify(work.code),
    progressed_at: work.progressedAt,
    state_since: work.stateSince,
  };
}

/** A poll as somebody may see it: learners get counts and right answers only once it is closed. */
export function pollOf({
  row,
  answers,
  isHost,
  mine,
}: {
  readonly row: PollRow;
  readonly answers: readonly { readonly choiceId: string; readonly count: number }[];
  readonly isHost: boolean;
  readonly mine: string | null;
}): Poll {
  const seesAll = isHost || row.state === "closed";
  return {
    id: row.id,
    question: row.question,
    choices: row.choices.map(({ id, text, isRight }) => ({
      id,
      text,
      ...(seesAll && isRight !== undefined ? { isRight } : {}),
    })),
    state: row.state,
    counts: seesAll ? Object.fromEntries(answers.map(({ choiceId, count }) => [choiceId, count])) : null,
    mine,
  };
}
