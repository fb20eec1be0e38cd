import { type Logger, pino } from "pino";
import type { RouteName } from "#contract/api/routes.ts";
import type { Configuration } from "#server/configuration.ts";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/database/open-database.ts";
import { buildApi } from "#server/http/build-api.ts";
import type { Handlers } from "#server/http/handlers.ts";
import { createMetrics } from "#server/http/metrics.ts";
import { rateLimits } from "#server/http/rate-limits.ts";
import { type Serving, serve } from "#server/http/serve.ts";
import type { Services } from "#server/http/services.ts";
import { type SiteFiles, siteFiles } from "#server/http/site-files.ts";
import { firstAdminToken } from "#server/identity/first-admin.ts";
import { createIdentity } from "#server/identity/identity.ts";
import { serverSecret } from "#server/identity/server-secret.ts";

export type Web = {
  readonly port: number;
  readonly services: Services;
  /** Of the link that makes the first admin, until it is used. */
  readonly firstAdminToken: string | null;
  close(): Promise<void>;
};

/** One web process: tables up to date, services, API and site on one port. */
export async function startWeb(options: {
  readonly configuration: Configuration;
  readonly databaseUrl: string;
  readonly handlers: Handlers<RouteName>;
  readonly checksAnswers?: boolean;
  readonly log?: Logger;
}): Promise<Web> {
  const { configuration, databaseUrl, handlers } = options;
  const log = options.log ?? pino({ level: configuration.logLevel, base: { part: "web", pid: process.pid } });
  const database = openDatabase(databaseUrl);
  try {
    await migrate(database.db);
    const { db } = database;
    const identity = createIdentity({ db, configuration, secret: await serverSecret(db) });
    const metrics = createMetrics(db);
    const closing = new AbortController();
    const services: Services = {
      configuration,
      db,
      databaseUrl,
      identity,
      log,
      metrics: metrics.registry,
      now: () => new Date(),
      closing: closing.signal,
    };
    const limits = rateLimits({ isOn: configuration.rateLimits });
    const api = buildApi({ handlers, services, limits, metrics, checksAnswers: options.checksAnswers ?? false });
    const token = await firstAdminToken(db);
    const serving: Serving = await serve({ api, services, site: siteIn(configuration.siteFolder, log) });
    return {
      port: serving.port,
      services,
      firstAdminToken: token,
      async close() {
        closing.abort();
        await serving.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function siteIn(folder: string, log: Logger): SiteFiles | null {
  try {
    return siteFiles(folder);
  } catch (error) {
    log.warn(
      { folder, error: error instanceof Error ? error.message : "unknown" },
      "no built site here; the API stands alone",
    );
    return null;
  }
}
