import type { Kysely } from "kysely";
import { pino } from "pino";
import { afterAll } from "vitest";
import { allHandlers } from "#server/all-handlers.ts";
import { type Configuration, readConfiguration } from "#server/configuration.ts";
import type { Database } from "#server/database/tables.ts";
import type { Services } from "#server/http/services.ts";
import { startWeb } from "#server/start-web.ts";
import { freshDatabase } from "./fresh-database.ts";

export type TestServer = {
  readonly url: string;
  readonly db: Kysely<Database>;
  readonly services: Services;
  readonly firstAdminToken: string;
  /** Lines of the log, to see what stands in it. */
  readonly log: readonly string[];
};

/** The real web process's inside on a free port, on a database of its own. */
export async function startTestServer(settings: Partial<Configuration> = {}): Promise<TestServer> {
  const { db, url: databaseUrl } = await freshDatabase();
  const log: string[] = [];
  const configuration: Configuration = {
    ...readConfiguration({}),
    port: 0,
    host: "127.0.0.1",
    databaseUrl,
    rateLimits: false,
    ...settings,
  };
  const web = await startWeb({
    configuration,
    databaseUrl,
    handlers: allHandlers,
    checksAnswers: true,
    log: pino({ level: "info" }, { write: (line: string) => log.push(line) }),
  });
  afterAll(() => web.close());
  return {
    url: `http://127.0.0.1:${web.port}`,
    db,
    services: web.services,
    firstAdminToken: web.firstAdminToken ?? "",
    log,
  };
}
