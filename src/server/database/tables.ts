import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { SiteRole } from "#contract/api/common.ts";
import type { LatePolicy } from "#contract/api/courses.ts";
import type { VerifiedResult } from "#contract/api/submissions.ts";
import type { ExportFile } from "#contract/keep.ts";

/** The tables as migrations leave them; accounts and sessions are better-auth's and named here only as far as we read them. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type DefaultNow = ColumnType<Date, Date | string | undefined, Date | string>;
type Json<T extends object> = JSONColumnType<T>;
type MaybeJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;

export type Database = {
  user: {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    image: string | null;
    role: ColumnType<SiteRole, SiteRole | undefined, SiteRole>;
    isAnonymous: boolean | null;
    createdAt: Instant;
    updatedAt: Instant;
  };
  course: {
    id: Generated<string>;
    title: string;
    join_code: string | null;
    created_by: string;
    created_at: DefaultNow;
    archived_at: Instant | null;
  };
  course_group: { id: Generated<string>; course_id: string; name: string };
  membership: {
    course_id: string;
    user_id: string;
    role: "learner" | "assistant" | "teacher";
    group_id: string | null;
    joined_at: DefaultNow;
  };
  assignment: {
    id: Generated<string>;
    course_id: string;
    lab_id: string;
    title: string | null;
    points: number;
    opens_at: Instant | null;
    due_at: Instant | null;
    closes_at: Instant | null;
    late_policy: Json<LatePolicy>;
    max_attempts: number | null;
    counts: "best" | "last";
    created_at: DefaultNow;
  };
  extension: {
    assignment_id: string;
    user_id: string;
    due_at: Instant;
    reason: string;
    granted_by: string;
    granted_at: DefaultNow;
  };
  attempt_count: {
    user_id: string;
    lab_id: string;
    assignment_key: string;
    taken: Generated<number>;
    given_back: Generated<number>;
  };
  attempt: {
    id: Generated<string>;
    user_id: string;
    lab_id: string;
    lab_version: number;
    assignment_id: string | null;
    number: number;
    seed: number;
    created_at: DefaultNow;
  };
  submission: {
    id: Generated<string>;
    attempt_id: string;
    user_id: string;
    lab_id: string;
    lab_version: number;
    assignment_id: string | null;
    source: string;
    submitted_at: DefaultNow;
    state: Generated<"queued" | "graded" | "failed">;
    late_loss: Generated<number>;
    override_score: number | null;
    override_reason: string | null;
    override_by: string | null;
    override_at: Instant | null;
  };
  grading: {
    id: Generated<string>;
    submission_id: string;
    lane: Generated<string>;
    result: Json<VerifiedResult>;
    score: number;
    is_current: boolean;
    score_before: number | null;
    grader: string;
    graded_at: DefaultNow;
  };
  submission_comment: {
    id: Generated<string>;
    submission_id: string;
    line: number | null;
    body: string;
    author_id: string;
    author_name: string;
    at: DefaultNow;
  };
  regrade: {
    id: Generated<string>;
    course_id: string;
    lab_id: string;
    reason: string;
    state: "previewing" | "preview" | "applied" | "discarded";
    total: number;
    started_by: string;
    started_at: DefaultNow;
  };
  grading_job: {
    submission_id: string;
    lane: Generated<string>;
    user_id: string;
    priority: number;
    created_at: DefaultNow;
    tries: Generated<number>;
    held_by: string | null;
    held_until: Instant | null;
  };
  regrade_failure: { regrade_id: string; submission_id: string };
  certificate: {
    id: Generated<string>;
    user_id: string;
    course_id: string;
    claims: Json<object>;
    key_id: string;
    signature: string;
    issued_at: DefaultNow;
    revoked_at: Instant | null;
  };
  practice: { user_id: string; revision: number; file: Json<ExportFile>; saved_at: DefaultNow };
  audit: {
    id: Generated<string>;
    at: DefaultNow;
    actor_id: string | null;
    actor_name: string;
    action: string;
    subject: string;
    course_id: string | null;
    detail: Json<Record<string, unknown>>;
  };
  workshop: {
    id: Generated<string>;
    title: string;
    code: string;
    host_id: string;
    state: Generated<"open" | "ended">;
    labs: Json<string[]>;
    unlocked: Json<string[]>;
    current_lab: string | null;
    timer_ends_at: Instant | null;
    message: MaybeJson<{ text: string; at: string }>;
    shown: MaybeJson<{ labId: string; source: string; at: string }>;
    created_at: DefaultNow;
    ended_at: Instant | null;
  };
  participant: {
    id: Generated<string>;
    workshop_id: string;
    user_id: string;
    nickname: string;
    activity: Generated<"reading" | "working" | "running">;
    lab_id: string | null;
    runs: Generated<number>;
    checks_passed: Generated<number>;
    checks_total: Generated<number>;
    solved: ColumnType<string[], string | undefined, string>;
    progress: ColumnType<Record<string, LabProgress>, string | undefined, string>;
    last_mistake: string | null;
    same_mistake_runs: Generated<number>;
    question: string | null;
    asked_at: Instant | null;
    shares_code: Generated<boolean>;
    code: MaybeJson<{ labId: string; source: string; at: string }>;
    progressed_at: DefaultNow;
    state_since: DefaultNow;
    seen_at: DefaultNow;
    joined_at: DefaultNow;
    removed_at: Instant | null;
  };
  poll: {
    id: Generated<string>;
    workshop_id: string;
    question: string;
    choices: Json<{ id: string; text: string; isRight?: boolean }[]>;
    state: Generated<"open" | "closed">;
    opened_at: DefaultNow;
  };
  poll_answer: { poll_id: string; participant_id: string; choice_id: string };
  workshop_change: {
    id: Generated<string>;
    workshop_id: string;
    kind: "workshop" | "participant" | "poll";
    participant_id: string | null;
    at: DefaultNow;
  };
  signing_key: {
    id: string;
    public_jwk: Json<Record<string, unknown>>;
    private_jwk: Json<Record<string, unknown>>;
    created_at: DefaultNow;
    retired_at: Instant | null;
  };
  server_setting: { name: string; value: ColumnType<unknown, string, string> };
};

type LabProgress = { startedAt?: string; solvedAt?: string; mistakes: Record<string, number> };
