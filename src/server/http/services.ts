import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Configuration } from "#server/configuration.ts";
import type { Database } from "#server/database/tables.ts";
import type { Identity } from "#server/identity/identity.ts";

/** What handlers stand on; one for each web process. */
export type Services = {
  readonly configuration: Configuration;
  readonly db: Kysely<Database>;
  readonly databaseUrl: string;
  readonly identity: Identity;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly now: () => Date;
  /** Aborted when the process is told to end: streams and long waits stop. */
  readonly closing: AbortSignal;
};
