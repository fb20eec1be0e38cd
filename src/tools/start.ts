import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Configuration, ConfigurationError, readConfiguration } from "#server/configuration.ts";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "#server/database/start-embedded-database.ts";
import { exitCodes } from "#server/processes/exit-codes.ts";
import { type KeptProcess, keepRunning } from "#server/processes/keep-running.ts";
import { buildGrading } from "./grading/build-grading.ts";
import { serveSite } from "./serve.ts";
import { sourceHash } from "./source-hash.ts";

/** `npm start`: builds what has changed, then runs database, web and graders, each started again when it dies, until Ctrl+C. */
const running: Pick<KeptProcess, "stop">[] = [];
let isEnding = false;
for (const event of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(event, end);

const configuration = readSettings();
const database = startDatabase(configuration).catch((error: unknown) => asError(error));
if (!existsSync("dist/.built-from") || readFileSync("dist/.built-from", "utf8") !== (await sourceHash())) {
  console.log("Building the site (a minute) …");
  const build = spawnSync("node", ["src/tools/build.ts", "--base", "/"], { stdio: "inherit" });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
const found = await database;
const started =
  found instanceof Error ? found : await startWeb(configuration, found).catch((error: unknown) => asError(error));
if (started instanceof Error) await serveWithoutServer(configuration, started);
else {
  announce(configuration, started);
  const reason = await startGraders(configuration, started.databaseUrl);
  if (reason !== null) console.log(`  Nothing is graded here: ${reason}\n`);
}

function readSettings(): Configuration {
  const { values } = parseArgs({ options: { port: { type: "string" } } });
  try {
    return readConfiguration({ ...process.env, ...(values.port === undefined ? {} : { PORT: values.port }) });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
    return process.exit(exitCodes.configuration);
  }
}

async function startDatabase({ databaseUrl, dataFolder }: Configuration): Promise<string> {
  if (databaseUrl !== null) return databaseUrl;
  const embedded: EmbeddedDatabase = await startEmbeddedDatabase({ folder: dataFolder, cacheFolder: ".cache" });
  running.unshift(embedded);
  return embedded.url;
}

type Started = { readonly port: number; readonly firstAdminToken: string | null; readonly databaseUrl: string };

async function startWeb({ port }: Configuration, databaseUrl: string): Promise<Started> {
  let facts = { port, firstAdminToken: null as string | null }; // until the process says better
  let lastCode: number | null = null;
  const web = keepRunning({
    name: "web",
    file: source("main.ts"),
    env: { DATABASE_URL: databaseUrl, PORT: String(port), SIKLUS_LOG: process.env["SIKLUS_LOG"] ?? "warn" },
    givesUpWith: [exitCodes.configuration, exitCodes.port],
    onExit: (code) => {
      lastCode = code;
    },
    onMessage: (message) => {
      if (isReadyMessage(message)) facts = { port: message.port, firstAdminToken: message.firstAdminToken };
    },
  });
  const triedTooLong = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("it does not come up; the reason stands above")), 120_000).unref(),
  );
  try {
    await Promise.race([web.ready, triedTooLong]);
  } catch (error) {
    await web.stop();
    if (lastCode === exitCodes.port) stopForPort(port);
    throw error;
  }
  running.unshift(web);
  return { ...facts, databaseUrl };
}

async function startGraders({ graders }: Configuration, databaseUrl: string): Promise<string | null> {
  if (graders === 0) return null;
  try {
    const env = {
      DATABASE_URL: databaseUrl,
      SIKLUS_GRADING_DIR: await buildGrading(),
      SIKLUS_LOG: process.env["SIKLUS_LOG"] ?? "warn",
    };
    for (let i = 0; i < graders && !isEnding; i++)
      running.unshift(keepRunning({ name: `grader ${i + 1}`, file: source("grading/main.ts"), env }));
    return null;
  } catch (error) {
    return asError(error).message;
  }
}

/** Whatever is wrong with accounts and grading, the course can be read and practised. */
async function serveWithoutServer({ port }: Configuration, reason: Error): Promise<void> {
  console.error(`\n  Accounts, classes and graded submissions are off: ${reason.message}`);
  try {
    const site = await serveSite({ folder: "dist", base: "/", port });
    console.log(`\n  The course itself is ready: ${site.url}\n  Stop it with Ctrl+C.\n`);
  } catch (error) {
    if (asError(error) instanceof Error && "code" in asError(error)) stopForPort(port);
    throw error;
  }
}

function announce({ origin }: Configuration, { port, firstAdminToken }: Started): void {
  const here = origin ?? `http://localhost:${port}`;
  const local = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal);
  console.log(`\n  Siklus is ready: ${here}/`);
  if (origin === null) for (const { address } of local) console.log(`  In this network:  http://${address}:${port}/`);
  if (firstAdminToken !== null)
    console.log(
      `\n  No admin yet. Open this once, sign up, and you are it:\n  ${here}/en/account/#first-admin=${firstAdminToken}`,
    );
  console.log("\n  Stop it with Ctrl+C.\n");
}

function stopForPort(port: number): never {
  console.error(
    `Port ${port} is in use or not allowed: stop what runs there, or choose another, such as: npm start -- --port 4400`,
  );
  for (const one of running) void one.stop();
  process.exit(1);
}

/** Web and graders first, the database last. */
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  for (const one of running) await one.stop();
  process.exit(0);
}

function isReadyMessage(message: unknown): message is { port: number; firstAdminToken: string | null } {
  return typeof message === "object" && message !== null && "port" in message && "firstAdminToken" in message;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function source(file: string): string {
  return fileURLToPath(new URL(`../server/${file}`, import.meta.url));
}
