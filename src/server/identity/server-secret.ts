import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";

/** The secret that sessions are signed with: made at first start, the same for all processes on one database. */
export async function serverSecret(db: Kysely<Database>): Promise<string> {
  await db
    .insertInto("server_setting")
    .values({ name: "secret", value: JSON.stringify(randomBytes(32).toString("base64url")) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const { value } = await db
    .selectFrom("server_setting")
    .select("value")
    .where("name", "=", "secret")
    .executeTakeFirstOrThrow();
  return String(value);
}
