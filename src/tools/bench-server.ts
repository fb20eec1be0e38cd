import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { type LearnerClient, openWorkshop, type Workshop } from "./server/learner-client.ts";
import { startLocalServer } from "./server/local-server.ts";
import { measureGrid } from "./server/measure-grid.ts";
import { startPostgres } from "./server/start-postgres.ts";

// npm run bench:server [-- --learners 1,50,500 --graders 1,2 --grid 500 --database pglite,postgresql]
const { values } = parseArgs({
  options: {
    learners: { type: "string", default: "1,50,500" },
    graders: { type: "string", default: "1,2" },
    grid: { type: "string", default: "500" },
    database: { type: "string", default: "pglite,postgresql" },
  },
});
const labId = "07-metrics/fish-matrix";
const labVersion = 1;
const counts = values.learners.split(",").map(Number);
const solution = await readFile(`labs/${labId}/solution.ts`, "utf8");
const mistake = await readFile(`labs/${labId}/starter.ts`, "utf8");
const worstAllowedMs = 60_000;
let port = 47_900;
let isBad = false;

console.log(`bare starts of Node, two at a time: ${(await bareStarts()).toFixed(1)}/s (a submission needs one)`);
for (const database of values.database.split(",")) {
  const postgres = database === "postgresql" ? await startPostgres() : undefined;
  if (database === "postgresql" && postgres === undefined) {
    console.log("postgresql: no server program here and no DATABASE_URL: not measured");
    continue;
  }
  for (const graders of values.graders.split(",").map(Number)) {
    await postgres?.empty();
    const server = await startLocalServer({ graders, databaseUrl: postgres?.url, port: port++ });
    const workshop = await openWorkshop({ ...server, count: Math.max(...counts, Number(values.grid)) });
    const { learners } = workshop;
    if (graders === 1 && Number(values.grid) > 0) await measureLive({ database, url: server.url, workshop });
    for (const count of counts)
      await measure({ database, graders, learners: learners.slice(0, count), url: server.databaseUrl });
    await server.stop();
  }
  await postgres?.stop();
}
process.exitCode = isBad ? 1 : 0;

/** Everybody submits at the same moment; the time of each runs from its submit to its verdict. One learner submits ten times in turn. */
async function measure({
  database,
  graders,
  learners,
  url,
}: {
  readonly database: string;
  readonly graders: number;
  readonly learners: readonly LearnerClient[];
  readonly url: string;
}): Promise<void> {
  const turns = learners.length === 1 ? 10 : 1;
  const times: number[] = [];
  const wrong: string[] = [];
  const ids = new Set<string>();
  const startedAt = performance.now();
  await Promise.all(
    learners.map(async (learner, i) => {
      for (let turn = 0; turn < turns; turn++) {
        const isRight = (i + turn) % 2 === 0;
        const begin = performance.now();
        const source = `${isRight ? solution : mistake}\n// ${learner.nickname}, turn ${turn}\n`;
        const { id } = await learner.submit({ labId, labVersion, source });
        const { state, result } = await learner.graded(id, 2 * worstAllowedMs);
        times.push(performance.now() - begin);
        ids.add(id);
        if (state !== "graded" || (result?.status === "pass") !== isRight)
          wrong.push(`${id}: ${state} ${result?.status}`);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number): string =>
    `${Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0)} ms`;
  const gradings = await countGradings(url, [...ids]);
  const lost = ids.size - gradings;
  const slow = times.filter((time) => time > worstAllowedMs).length;
  isBad ||= wrong.length > 0 || lost !== 0 || slow > 0;
  console.log(
    `${database}, ${graders} grader${graders === 1 ? "" : "s"}, ${learners.length} at once: ${(times.length / seconds).toFixed(1)} graded/s, submit to verdict p50 ${at(0.5)}, p95 ${at(0.95)}; lost or doubled ${lost}, over 60 s ${slow}, wrong ${wrong.length}`,
  );
}

async function measureLive({
  database,
  url,
  workshop,
}: {
  readonly database: string;
  readonly url: string;
  readonly workshop: Workshop;
}): Promise<void> {
  const { learners, delaysMs, lost } = await measureGrid({
    url,
    workshop: { ...workshop, learners: workshop.learners.slice(0, Number(values.grid)) },
  });
  const at = (share: number): number => Math.round(delaysMs[Math.floor(share * (delaysMs.length - 1))] ?? 0);
  isBad ||= lost > 0;
  console.log(
    `${database}, live grid, ${learners} connected, each reports once in 10 s: report to the teacher's screen p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms; lost ${lost}`,
  );
}

/** What the machine can do at most where every submission has a process of its own. */
async function bareStarts(): Promise<number> {
  const each = 20;
  const startedAt = performance.now();
  await Promise.all(
    [1, 2].map(async () => {
      for (let i = 0; i < each; i++) await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }), "exit");
    }),
  );
  return (2 * each) / ((performance.now() - startedAt) / 1_000);
}

async function countGradings(url: string, ids: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select count(*)::integer as count from grading where submission_id = any($1)", [
    ids,
  ]);
  await client.end();
  return Number(rows[0]?.count);
}
