import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedDatabase } from "#server/database/start-embedded-database.ts";
import { type KeptProcess, keepRunning } from "#server/processes/keep-running.ts";
import { buildGrading } from "../grading/build-grading.ts";

/** A whole server in processes of its own, for measurements and crash tests: database, web, graders. */
export type LocalServer = {
  readonly url: string;
  readonly databaseUrl: string;
  readonly firstAdminToken: string;
  /** Each restarts by itself when it is killed. */
  readonly processes: Readonly<Record<"web" | "database" | "grader", () => readonly number[]>>;
  readonly stop: () => Promise<void>;
};

const source = (file: string): string => fileURLToPath(new URL(`../../server/${file}`, import.meta.url));

export async function startLocalServer({
  graders,
  databaseUrl,
  port,
}: {
  readonly graders: number;
  /** Absent: PGlite in a folder that goes away afterwards. */
  readonly databaseUrl?: string | undefined;
  readonly port: number;
}): Promise<LocalServer> {
  const gradingFolder = await buildGrading();
  const folder = mkdtempSync(join(tmpdir(), "siklus-server-"));
  const embedded =
    databaseUrl === undefined ? await startEmbeddedDatabase({ folder, cacheFolder: ".cache" }) : undefined;
  const url = databaseUrl ?? embedded?.url ?? "";
  const env = {
    DATABASE_URL: url,
    SIKLUS_GRADING_DIR: gradingFolder,
    SIKLUS_RATE_LIMITS: "off",
    SIKLUS_LOG: process.env["SIKLUS_LOG"] ?? "error",
    PORT: String(port),
    HOST: "127.0.0.1",
  };
  let firstAdminToken = "";
  const web = keepRunning({
    name: "web",
    file: source("main.ts"),
    env,
    onMessage: (message) => {
      const { firstAdminToken: token } = message as { firstAdminToken?: string | null }; // of server/main.ts
      firstAdminToken = token ?? firstAdminToken;
    },
  });
  await web.ready;
  const all: KeptProcess[] = Array.from({ length: graders }, (_, i) =>
    keepRunning({ name: `grader ${i + 1}`, file: source("grading/main.ts"), env }),
  );
  await Promise.all(all.map(({ ready }) => ready));
  const pids = (kept: readonly (Pick<KeptProcess, "pid"> | undefined)[]): readonly number[] =>
    kept.flatMap((one) => one?.pid() ?? []);
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl: url,
    firstAdminToken,
    processes: { web: () => pids([web]), database: () => pids([embedded]), grader: () => pids(all) },
    stop: async () => {
      await Promise.all([web, ...all].map((one) => one.stop()));
      await embedded?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
