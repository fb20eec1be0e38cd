import { type Kysely, sql } from "kysely";

/** First the tables of better-auth as it wants them (a test compares), then ours. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table "user" (
    "id" text primary key,
    "name" text not null,
    "email" text not null unique,
    "emailVerified" boolean not null,
    "image" text,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp,
    "isAnonymous" boolean,
    "role" text not null default 'learner' check ("role" in ('learner', 'teacher', 'admin'))
  )`,
  `create table "session" (
    "id" text primary key,
    "expiresAt" timestamptz not null,
    "token" text not null unique,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null,
    "ipAddress" text,
    "userAgent" text,
    "userId" text not null references "user" ("id") on delete cascade
  )`,
  `create index "session_userId_idx" on "session" ("userId")`,
  `create table "account" (
    "id" text primary key,
    "accountId" text not null,
    "providerId" text not null,
    "userId" text not null references "user" ("id") on delete cascade,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    "scope" text,
    "password" text,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null
  )`,
  `create index "account_userId_idx" on "account" ("userId")`,
  `create table "verification" (
    "id" text primary key,
    "identifier" text not null,
    "value" text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp
  )`,
  `create index "verification_identifier_idx" on "verification" ("identifier")`,
  `create table course (
    id uuid primary key default gen_random_uuid(),
    title text not null,
    join_code text unique,
    created_by text not null,
    created_at timestamptz not null default now(),
    archived_at timestamptz
  )`,
  `create table course_group (
    id uuid primary key default gen_random_uuid(),
    course_id uuid not null references course on delete cascade,
    name text not null
  )`,
  `create table membership (
    course_id uuid not null references course on delete cascade,
    user_id text not null references "user"(id) on delete cascade,
    role text not null check (role in ('learner', 'assistant', 'teacher')),
    group_id uuid references course_group on delete set null,
    joined_at timestamptz not null default now(),
    primary key (course_id, user_id)
  )`,
  "create index membership_by_user on membership (user_id)",
  `create table assignment (
    id uuid primary key default gen_random_uuid(),
    course_id uuid not null references course on delete cascade,
    lab_id text not null,
    title text,
    points double precision not null,
    opens_at timestamptz,
    due_at timestamptz,
    closes_at timestamptz,
    late_policy jsonb not null,
    max_attempts integer,
    counts text not null check (counts in ('best', 'last')),
    created_at timestamptz not null default now()
  )`,
  "create index assignment_by_course on assignment (course_id)",
  `create table extension (
    assignment_id uuid not null references assignment on delete cascade,
    user_id text not null references "user"(id) on delete cascade,
    due_at timestamptz not null,
    reason text not null,
    granted_by text not null,
    granted_at timestamptz not null default now(),
    primary key (assignment_id, user_id)
  )`,
  // The next number of an attempt is taken here, under the row's lock.
  `create table attempt_count (
    user_id text not null references "user"(id) on delete cascade,
    lab_id text not null,
    assignment_key text not null, -- the assignment's id, or '' for practice that is graded without one
    taken integer not null default 0,
    given_back integer not null default 0,
    primary key (user_id, lab_id, assignment_key)
  )`,
  `create table attempt (
    id uuid primary key default gen_random_uuid(),
    user_id text not null references "user"(id) on delete cascade,
    lab_id text not null,
    lab_version integer not null,
    assignment_id uuid references assignment on delete cascade,
    number integer not null,
    seed integer not null, -- of the hidden checks; never sent before the result
    created_at timestamptz not null default now()
  )`,
  "create index attempt_by_user on attempt (user_id, lab_id)",
  `create table submission (
    id uuid primary key default gen_random_uuid(),
    attempt_id uuid not null unique references attempt on delete cascade,
    user_id text not null references "user"(id) on delete cascade,
    lab_id text not null,
    lab_version integer not null,
    assignment_id uuid references assignment on delete cascade,
    source text not null,
    submitted_at timestamptz not null default now(),
    state text not null default 'queued' check (state in ('queued', 'graded', 'failed')),
    late_loss double precision not null default 0,
    override_score double precision,
    override_reason text,
    override_by text,
    override_at timestamptz
  )`,
  "create index submission_by_assignment on submission (assignment_id, user_id)",
  "create index submission_by_user on submission (user_id, submitted_at desc)",
  "create index submission_queued on submission (submitted_at) where state = 'queued'",
  // One grading a submission and lane: the unique key is what keeps a job that ran twice from counting twice.
  `create table grading (
    id uuid primary key default gen_random_uuid(),
    submission_id uuid not null references submission on delete cascade,
    lane text not null default 'live', -- or the id of a regrade
    result jsonb not null, -- contract/api verifiedResult
    score double precision not null,
    is_current boolean not null,
    score_before double precision, -- of the grading that a regrade's replaced when it was applied
    grader text not null,
    graded_at timestamptz not null default now(),
    unique (submission_id, lane)
  )`,
  "create unique index grading_current on grading (submission_id) where is_current",
  `create table submission_comment (
    id uuid primary key default gen_random_uuid(),
    submission_id uuid not null references submission on delete cascade,
    line integer,
    body text not null,
    author_id text not null,
    author_name text not null,
    at timestamptz not null default now()
  )`,
  "create index comment_by_submission on submission_comment (submission_id)",
  `create table regrade (
    id uuid primary key default gen_random_uuid(),
    course_id uuid not null references course on delete cascade,
    lab_id text not null,
    reason text not null,
    state text not null check (state in ('previewing', 'preview', 'applied', 'discarded')),
    total integer not null,
    started_by text not null,
    started_at timestamptz not null default now()
  )`,
  // Submissions that a regrade could not grade: with its gradings they make it finished.
  `create table regrade_failure (
    regrade_id uuid not null references regrade on delete cascade,
    submission_id uuid not null references submission on delete cascade,
    primary key (regrade_id, submission_id)
  )`,
  // The queue: a row is a submission that waits or is being graded; made with the submission, gone with its result.
  `create table grading_job (
    submission_id uuid not null references submission on delete cascade,
    lane text not null default 'live', -- or the id of a regrade
    user_id text not null, -- the learner, whose other jobs put this one back
    priority integer not null, -- greater first
    created_at timestamptz not null default clock_timestamp(),
    tries integer not null default 0,
    held_by text, -- the grader at work on it, for as long as it says so
    held_until timestamptz,
    primary key (submission_id, lane)
  )`,
  "create index grading_job_order on grading_job ((lane = 'live'), priority desc, created_at)",
  "create index grading_job_by_user on grading_job (user_id)",
  "create index grading_by_lane on grading (lane) where lane <> 'live'",
  `create table certificate (
    id uuid primary key default gen_random_uuid(),
    user_id text not null references "user"(id) on delete cascade,
    course_id uuid not null references course on delete cascade,
    claims jsonb not null,
    key_id text not null,
    signature text not null,
    issued_at timestamptz not null default now(),
    revoked_at timestamptz
  )`,
  `create table practice (
    user_id text primary key references "user"(id) on delete cascade,
    revision integer not null,
    file jsonb not null,
    saved_at timestamptz not null default now()
  )`,
  `create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    actor_id text, -- null: the server itself
    actor_name text not null,
    action text not null,
    subject text not null,
    course_id uuid,
    detail jsonb not null default '{}'
  )`,
  "create index audit_by_course on audit (course_id, at desc)",
  `create table workshop (
    id uuid primary key default gen_random_uuid(),
    title text not null,
    code text not null unique,
    host_id text not null references "user"(id) on delete cascade,
    state text not null default 'open' check (state in ('open', 'ended')),
    labs jsonb not null,
    unlocked jsonb not null,
    current_lab text,
    timer_ends_at timestamptz,
    message jsonb,
    shown jsonb,
    created_at timestamptz not null default now(),
    ended_at timestamptz
  )`,
  `create table participant (
    id uuid primary key default gen_random_uuid(),
    workshop_id uuid not null references workshop on delete cascade,
    user_id text not null references "user"(id) on delete cascade,
    nickname text not null,
    activity text not null default 'reading' check (activity in ('reading', 'working', 'running')),
    lab_id text,
    runs integer not null default 0,
    checks_passed integer not null default 0,
    checks_total integer not null default 0,
    solved jsonb not null default '[]',
    progress jsonb not null default '{}', -- by lab: startedAt, solvedAt, mistakes
    last_mistake text,
    same_mistake_runs integer not null default 0,
    question text,
    asked_at timestamptz,
    shares_code boolean not null default false,
    code jsonb, -- { labId, source, at }, only while shares_code
    progressed_at timestamptz not null default now(),
    state_since timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    joined_at timestamptz not null default now(),
    removed_at timestamptz,
    unique (workshop_id, user_id)
  )`,
  "create unique index participant_nickname on participant (workshop_id, lower(nickname)) where removed_at is null",
  `create table poll (
    id uuid primary key default gen_random_uuid(),
    workshop_id uuid not null references workshop on delete cascade,
    question text not null,
    choices jsonb not null,
    state text not null default 'open' check (state in ('open', 'closed')),
    opened_at timestamptz not null default now()
  )`,
  `create table poll_answer (
    poll_id uuid not null references poll on delete cascade,
    participant_id uuid not null references participant on delete cascade,
    choice_id text not null,
    primary key (poll_id, participant_id)
  )`,
  // What changed, in order: each web process reads on from the last number it has seen and tells its own listeners.
  `create table workshop_change (
    id bigint generated always as identity primary key,
    workshop_id uuid not null references workshop on delete cascade,
    kind text not null check (kind in ('workshop', 'participant', 'poll')),
    participant_id uuid,
    at timestamptz not null default now()
  )`,
  "create index workshop_change_by_workshop on workshop_change (workshop_id, id)",
  `create table signing_key (
    id text primary key,
    public_jwk jsonb not null,
    private_jwk jsonb not null,
    created_at timestamptz not null default now(),
    retired_at timestamptz
  )`,
  `create table server_setting (
    name text primary key,
    value jsonb not null
  )`,
];
