import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import type { Verdict } from "#contract/verdict.ts";
import { type CheckPool, openCheckPool } from "#server/grading/check-pool.ts";
import { gradingFiles } from "#server/grading/grading-files.ts";
import { buildGrading } from "#tools/grading/build-grading.ts";
import type { AttackHost } from "./attack-host.ts";
import type { Secret } from "./secrets.ts";

/** Where submissions look for something to reach: `test/attacks/submissions/` know this address and these names. */
const port = 47_831;
const secretName = "SIKLUS_ATTACK_SECRET";
const hiddenSeed = 7;

/** The server's grader as it grades: threads with checks, a disposable process a submission. Everything within reach is watched. */
export async function openServerAttackHosts(count: number): Promise<{
  readonly hosts: readonly AttackHost[];
  readonly secrets: readonly Secret[];
  readonly close: () => Promise<void>;
}> {
  const secret = `siklus-canary-${"5ec2e7".repeat(5)}00`;
  const secretFile = `${tmpdir()}/siklus-attack-secret.txt`;
  writeFileSync(secretFile, secret, { mode: 0o600 });
  process.env[secretName] = secret;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.end("siklus-escaped: the listener");
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const pool = openCheckPool({ files: gradingFiles(await buildGrading()), threads: count });
  const before = { files: filesAround(), secret };
  const hosts = Array.from({ length: count }, () => openHost({ pool, requests, before, secretFile }));
  return {
    hosts,
    secrets: [{ of: `the environment and ${secretFile}`, text: secret }],
    close: async () => {
      await pool.close();
      server.close();
      rmSync(secretFile, { force: true });
    },
  };
}

function openHost({
  pool,
  requests,
  before,
  secretFile,
}: {
  readonly pool: CheckPool;
  readonly requests: string[];
  readonly before: { readonly files: readonly string[]; readonly secret: string };
  readonly secretFile: string;
}): AttackHost {
  return {
    name: "server",
    run: async ({ lab, checks, source }) => {
      const { outcome, recorded } = await pool.grade({ labId: lab, source, seed: hiddenSeed, record: true });
      const verdict = recorded?.[checks] ?? recorded?.visible;
      if (outcome.state === "failed" || verdict === undefined) {
        const detail = outcome.state === "failed" ? outcome.why : "no verdict";
        return { verdict: failedVerdict(lab, detail), shown: detail };
      }
      const shown = (recorded?.events ?? []).map((event) => JSON.stringify(event)).join("\n");
      const status = outcome.status === "pass" ? "pass" : verdict.status;
      return { verdict: { ...verdict, score: outcome.score, status }, shown: `${shown}\n${JSON.stringify(outcome)}` };
    },
    harm: async () => {
      const harm = requests.splice(0).map((request) => `our listener was asked ${request.slice(0, 120)}`);
      const fresh = filesAround().filter((file) => !before.files.includes(file));
      harm.push(...fresh.map((file) => `${file} was written`));
      if (!existsSync(secretFile) || readFileSync(secretFile, "utf8") !== before.secret)
        harm.push(`${secretFile} was changed`);
      return harm;
    },
    close: async () => {},
  };
}

function failedVerdict(lab: string, detail: string): Verdict {
  return {
    origin: "verified",
    lab,
    labVersion: 0,
    status: "error",
    stopped: { reason: "internal", detail },
    checks: [],
    score: 0,
    seed: hiddenSeed,
    durationMs: 0,
  };
}

/** Names that submissions would leave behind. */
function filesAround(): readonly string[] {
  return [tmpdir(), process.cwd()].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith("siklus-left-behind"))
      .map((name) => `${folder}/${name}`),
  );
}
