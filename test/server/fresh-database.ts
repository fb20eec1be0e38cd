import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { afterAll } from "vitest";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/database/open-database.ts";
import { startEmbeddedDatabase } from "#server/database/start-embedded-database.ts";
import type { Database } from "#server/database/tables.ts";

/** A database of this test file's own with the tables as migrations leave them; stopped and taken away after the file. */
export async function freshDatabase(): Promise<{ readonly db: Kysely<Database>; readonly url: string }> {
  const folder = mkdtempSync(join(tmpdir(), "siklus-test-"));
  const embedded = await startEmbeddedDatabase({ folder, cacheFolder: ".cache" });
  const opened = openDatabase(embedded.url);
  await migrate(opened.db);
  afterAll(async () => {
    await opened.close();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { db: opened.db, url: embedded.url };
}
