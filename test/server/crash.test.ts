import { readFile } from "node:fs/promises";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { exportFormat, exportVersion } from "#contract/keep.ts";
import { ApiRefusal, openLearners } from "#tools/server/learner-client.ts";
import { type LocalServer, startLocalServer } from "#tools/server/local-server.ts";

const learnersCount = 20;
/** In the daily run 40 submissions and four kills; `SIKLUS_CRASH=10` lets 200 flow. */
const submissionsEach = Number(process.env["SIKLUS_CRASH"] ?? 2);
const resultsBetweenKills = 10;
const longestWaitMs = 240_000;
const labId = "07-metrics/fish-matrix";
const kinds = ["grader", "web", "database"] as const;
let server: LocalServer | undefined;
afterAll(() => server?.stop());

test("killed web, grader and database lose no submission and no draft and grade none twice", {
  timeout: 1_200_000,
}, async () => {
  server = await startLocalServer({ graders: 2, port: 47_870 });
  const running = server;
  const learners = await openLearners({ ...running, count: learnersCount });
  const [solution, starter] = await Promise.all(
    ["solution", "starter"].map((name) => readFile(`labs/${labId}/${name}.ts`, "utf8")),
  );
  const accepted = new Map<string, boolean>();
  const drafts = new Map<string, string>();

  const kills: string[] = [];
  // A process dies after every so many results, in turn; which step of which submission it meets is chance.
  const noteResult = (): void => {
    results++;
    if (results % resultsBetweenKills !== 0) return;
    const turn = results / resultsBetweenKills;
    const kind = kinds[turn % kinds.length] ?? "grader";
    const pids = running.processes[kind]();
    const pid = pids[turn % Math.max(1, pids.length)];
    if (pid !== undefined && kill(pid)) kills.push(kind);
  };
  let results = 0;
  await Promise.all(
    learners.map(async (learner, who) => {
      for (let turn = 0; turn < submissionsEach; turn++) {
        const isRight = (who + turn) % 2 === 0;
        const source = `${isRight ? solution : starter}\n// ${learner.nickname}, ${turn}\n`;
        const { id } = await learner.submit({ labId, labVersion: 1, source });
        accepted.set(id, isRight);
        await keepDraft(learner, turn, source);
        drafts.set(learner.nickname, source);
        await learner.graded(id, longestWaitMs);
        noteResult();
      }
    }),
  );

  expect(accepted.size).toBe(learnersCount * submissionsEach);
  for (const kind of kinds) expect(kills).toContain(kind);
  const wrong: string[] = [];
  for (const [id, isRight] of accepted) {
    const { state, result } = await resultOf(learners, id);
    if (state !== "graded" || (result?.status === "pass") !== isRight) wrong.push(`${id} ${state} ${result?.status}`);
  }
  expect(wrong).toEqual([]);
  const client = new pg.Client({ connectionString: running.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::integer as gradings, count(distinct submission_id)::integer as submissions from grading",
  );
  const { rows: left } = await client.query("select count(*)::integer as jobs from grading_job");
  await client.end();
  expect(rows[0]).toEqual({ gradings: accepted.size, submissions: accepted.size });
  expect(left[0]).toEqual({ jobs: 0 });
  for (const learner of learners) {
    const { file } = await learner.call<{ file: { drafts: { code: string }[] } }>("GET", "/api/me/practice");
    expect(file.drafts.map(({ code }) => code)).toEqual([drafts.get(learner.nickname)]);
  }
});

function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false; // it was killed before and is starting again
  }
}

type Learner = Awaited<ReturnType<typeof openLearners>>[number];

/** Whose it is, only its owner may ask. */
async function resultOf(learners: readonly Learner[], id: string) {
  for (const learner of learners) {
    try {
      return await learner.graded(id, longestWaitMs);
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status !== 403) throw error;
    }
  }
  throw new Error(`nobody owns ${id}`);
}

/** As the page keeps practice: on the revision it has seen; a lost answer shows as a conflict, and the revision is asked for again. */
async function keepDraft(learner: Learner, turn: number, source: string): Promise<void> {
  const file = {
    format: exportFormat,
    version: exportVersion,
    exportedAtMs: 1_000 + turn,
    drafts: [{ labId, code: source, starter: "", labVersion: 1, revision: turn + 1, savedAtMs: 1_000 + turn }],
    history: [],
    progress: [],
    quizAnswers: [],
    hints: [],
    preferences: [],
  };
  for (;;) {
    const { revision } = await learner.call<{ revision: number }>("GET", "/api/me/practice");
    try {
      await learner.call("PUT", "/api/me/practice", { basedOn: revision, file });
      return;
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status !== 409) throw error;
    }
  }
}
