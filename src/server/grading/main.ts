import { randomUUID } from "node:crypto";
import { availableParallelism, hostname } from "node:os";
import type { Kysely } from "kysely";
import { pino } from "pino";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/database/open-database.ts";
import type { Database } from "#server/database/tables.ts";
import { exitCodes } from "#server/processes/exit-codes.ts";
import { openCheckPool } from "./check-pool.ts";
import { gradeJobs } from "./grade-jobs.ts";
import { gradingFiles } from "./grading-files.ts";
import { sandboxCommand } from "./sandbox-command.ts";
import { attackSelf } from "./self-attack.ts";

/**
 * A grader process. `npm start` starts one, `npm run grader` one more, on this machine or another:
 * DATABASE_URL=postgres://… SIKLUS_GRADING_DIR=.cache/grading/… node src/server/grading/main.ts
 */
const databaseUrl = process.env["DATABASE_URL"];
if (databaseUrl === undefined || databaseUrl === "") {
  console.error(
    "DATABASE_URL is missing: a grader works for a database; `npm run grader` finds the one of this machine",
  );
  process.exit(exitCodes.configuration);
}
const grader = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
const log = pino({ level: process.env["SIKLUS_LOG"] ?? "info", base: { part: "grader", pid: process.pid } });
// The threads and processes below inherit nothing of it.
delete process.env["DATABASE_URL"];
process.on("message", () => process.send?.({ kind: "alive" }));

const files = gradingFiles();
const sandbox = sandboxCommand(files);
const database = openDatabase(databaseUrl, { maxConnections: 6 });
await migrate(database.db);
const { holes, warnings, attacks } = await attackSelf(sandbox);
const state = holes.length === 0 ? "ready" : "refused";
for (const warning of warnings) log.warn({ warning }, "one wall less on this host");
for (const hole of holes) log.error({ hole }, "the sandbox gave way: nothing is graded here");
log.info({ grader, state, attacks, wall: sandbox.wall }, "self-attack ended");

const tell = (): Promise<void> => tellState(database.db, { grader, state, wall: sandbox.wall });
await tell();
const telling = setInterval(() => void tell().catch(() => {}), 10_000);
const threads = Number(process.env["SIKLUS_GRADER_THREADS"] ?? "") || Math.max(1, availableParallelism());
const pool = state === "ready" ? openCheckPool({ files, threads, spare: 1 }) : undefined;
const jobs =
  pool === undefined
    ? undefined
    : gradeJobs({ db: database.db, pool, grader, workers: { live: threads, regrade: Math.max(1, threads - 1) }, log });
process.send?.({ kind: "ready", grading: state });

let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  clearInterval(telling);
  await jobs?.stop();
  await pool?.close();
  await database.db
    .deleteFrom("server_setting")
    .where("name", "=", `grader:${grader}`)
    .execute()
    .catch(() => {});
  await database.close();
  process.exit(0);
}
for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) process.on(event, () => void end());

async function tellState(
  db: Kysely<Database>,
  { grader: name, ...facts }: { readonly grader: string; readonly state: string; readonly wall: string },
): Promise<void> {
  const value = JSON.stringify({ ...facts, at: new Date().toISOString() });
  await db
    .insertInto("server_setting")
    .values({ name: `grader:${name}`, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}
