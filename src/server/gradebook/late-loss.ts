import type { LatePolicy } from "#contract/api/courses.ts";

/** The dates of an assignment as they are stored. */
export type AssignmentDates = {
  readonly opensAt: Date | null;
  readonly dueAt: Date | null;
  readonly closesAt: Date | null;
  readonly latePolicy: LatePolicy;
};

/** The dates that hold for one learner. */
export type Deadline = {
  readonly opensAt: Date | null;
  readonly dueAt: Date | null;
  /** Nothing is taken from here on. */
  readonly closesAt: Date | null;
  readonly latePolicy: LatePolicy;
};

const dayMs = 24 * 60 * 60 * 1000;

/** An extension only ever gives time: the later of the two due dates holds, and the assignment stays open at least until then. */
export function deadlineFor(dates: AssignmentDates, extendedTo: Date | null): Deadline {
  const { opensAt, latePolicy } = dates;
  const dueAt = dates.dueAt === null ? null : laterOf(dates.dueAt, extendedTo);
  if (latePolicy.kind === "refuse" && dueAt !== null) return { opensAt, dueAt, closesAt: dueAt, latePolicy };
  const closesAt = dates.closesAt === null ? null : laterOf(dates.closesAt, extendedTo);
  return { opensAt, dueAt, closesAt, latePolicy };
}

/** The due instant itself is still in time; the closing instant too. */
export function windowAt(deadline: Deadline, now: Date): "not-open-yet" | "open" | "closed" {
  if (deadline.opensAt !== null && now < deadline.opensAt) return "not-open-yet";
  return deadline.closesAt !== null && now > deadline.closesAt ? "closed" : "open";
}

/**
 * Share of the score lost, in [0, 1]: `lossPerDay` for each day begun, never leaving less than `floor`. A day is 24 hours that have
 * passed, so neither time zones nor the change to summer time make it longer for one learner than for another.
 */
export function lateLoss({ dueAt, latePolicy }: Deadline, submittedAt: Date): number {
  if (dueAt === null || latePolicy.kind !== "per-day" || submittedAt <= dueAt) return 0;
  const daysBegun = Math.ceil((submittedAt.getTime() - dueAt.getTime()) / dayMs);
  return Math.min(1 - latePolicy.floor, daysBegun * latePolicy.lossPerDay);
}

export function isLate({ dueAt }: Deadline, submittedAt: Date): boolean {
  return dueAt !== null && submittedAt > dueAt;
}

function laterOf(date: Date, other: Date | null): Date {
  return other !== null && other > date ? other : date;
}
