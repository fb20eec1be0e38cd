import { Kysely, PostgresDialect } from "kysely";
import { type Pool, type PoolClient, Pool as PostgresPool } from "pg";
import { isAway } from "./is-away.ts";
import type { Database } from "./tables.ts";

export type OpenDatabase = { readonly db: Kysely<Database>; readonly pool: Pool; close(): Promise<void> };

/** How long a query waits for a database that is starting again. */
const patienceMs = 15_000;
const pauseMs = 100;

/** One driver for PostgreSQL and for PGlite behind its socket. Connections are made when they are needed. */
export function openDatabase(url: string, { maxConnections = 10 }: { maxConnections?: number } = {}): OpenDatabase {
  const pool = new PostgresPool({ connectionString: url, max: maxConnections });
  // A connection that dies while idle is replaced at the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({
      pool: { options: pool.options, connect: () => connect(pool), end: () => pool.end() },
    }),
  });
  return { db, pool, close: () => db.destroy() };
}

async function connect(pool: Pool): Promise<PoolClient> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isAway(error) || performance.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
