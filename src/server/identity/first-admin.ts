import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Kysely } from "kysely";
import { writeAudit } from "#server/audit/write-audit.ts";
import type { Database } from "#server/database/tables.ts";
import type { Actor } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import { serverSecret } from "./server-secret.ts";

const name = "first-admin";

/** The token of the link that makes the first admin; null once it was used. Every process prints the same one until then. */
export async function firstAdminToken(db: Kysely<Database>): Promise<string | null> {
  await db
    .insertInto("server_setting")
    .values({ name, value: JSON.stringify({ nonce: randomBytes(32).toString("base64url") }) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const nonce = await openNonce(db);
  return nonce === null ? null : tokenOf({ secret: await serverSecret(db), nonce });
}

export async function isFirstAdminOpen(db: Kysely<Database>): Promise<boolean> {
  return (await openNonce(db)) !== null;
}

/** Once only: the setting is closed in the same transaction, under its row's lock. */
export async function becomeFirstAdmin(
  db: Kysely<Database>,
  { actor, token }: { readonly actor: Actor; readonly token: string },
): Promise<void> {
  if (actor.isGuest) throw new Refusal("forbidden", "a guest has no account that could be an admin");
  const secret = await serverSecret(db);
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom("server_setting")
      .select("value")
      .where("name", "=", name)
      .forUpdate()
      .executeTakeFirst();
    const nonce = nonceIn(row?.value);
    if (nonce === null || !isSame(token, tokenOf({ secret, nonce })))
      throw new Refusal("token-invalid", "not the first admin's token");
    await trx
      .updateTable("server_setting")
      .set({ value: JSON.stringify({ nonce: null }) })
      .where("name", "=", name)
      .execute();
    await trx.updateTable("user").set({ role: "admin" }).where("id", "=", actor.userId).execute();
    await writeAudit(trx, { actor, action: "account.first-admin", subject: actor.userId });
  });
}

async function openNonce(db: Kysely<Database>): Promise<string | null> {
  const row = await db.selectFrom("server_setting").select("value").where("name", "=", name).executeTakeFirst();
  return nonceIn(row?.value);
}

function nonceIn(value: unknown): string | null {
  return typeof value === "object" && value !== null && "nonce" in value && typeof value.nonce === "string"
    ? value.nonce
    : null;
}

const tokenOf = ({ secret, nonce }: { readonly secret: string; readonly nonce: string }) =>
  createHmac("sha256", secret).update(`first admin ${nonce}`).digest("base64url");

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
