import type { Transaction } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { Refusal } from "#server/http/refusal.ts";

/** Called after the change in its transaction: a server without an admin could never get one again. */
export async function refuseWithoutAdmin(trx: Transaction<Database>): Promise<void> {
  const admins = await trx.selectFrom("user").select("id").where("role", "=", "admin").forUpdate().execute();
  if (admins.length === 0) throw new Refusal("conflict", "the last admin must stay; make another one first");
}
