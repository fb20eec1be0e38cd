import { fileURLToPath } from "node:url";
import { ConfigurationError, readConfiguration } from "#server/configuration.ts";
import { runningDatabase } from "#server/database/start-embedded-database.ts";
import { exitCodes } from "#server/processes/exit-codes.ts";
import { keepRunning } from "#server/processes/keep-running.ts";
import { buildGrading } from "./grading/build-grading.ts";

/** `npm run grader`: one more grader, for the database of DATABASE_URL or the one that `npm start` runs here. */
const databaseUrl = findDatabase();
const grader = keepRunning({
  name: "grader",
  file: fileURLToPath(new URL("../server/grading/main.ts", import.meta.url)),
  env: { DATABASE_URL: databaseUrl, SIKLUS_GRADING_DIR: await buildGrading() },
  givesUpWith: [exitCodes.configuration],
});
for (const event of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(event, () => void grader.stop().then(() => process.exit(0)));
await grader.ready;
console.log("  One more grader is at work. Stop it with Ctrl+C.");

function findDatabase(): string {
  try {
    const { databaseUrl: named, dataFolder } = readConfiguration(process.env);
    const found = named ?? runningDatabase(dataFolder);
    if (found !== null) return found;
    console.error("No database: run `npm start` here first, or set DATABASE_URL to the PostgreSQL of the server.");
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
  }
  return process.exit(exitCodes.configuration);
}
