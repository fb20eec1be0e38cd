import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { canonicalJson } from "./canonical-json.ts";

export type Signed = { readonly keyId: string; readonly signature: string };

/** "sikl": processes that start together make one key. */
const keyLock = 0x73696b6c;

/** Signs claims (Ed25519 over their canonical JSON) with the newest key, which is made at first use. */
export async function signClaims(db: Kysely<Database>, claims: object): Promise<Signed> {
  const { id, private_jwk } = (await findNewestKey(db)) ?? (await makeKey(db));
  return { keyId: id, signature: signWith(createPrivateKey({ key: private_jwk, format: "jwk" }), claims) };
}

/** Whether these very claims were signed here, by a key of now or of earlier. */
export async function isGenuine(db: Kysely<Database>, claims: object, { keyId, signature }: Signed): Promise<boolean> {
  const key = await db.selectFrom("signing_key").select("public_jwk").where("id", "=", keyId).executeTakeFirst();
  if (key === undefined) return false;
  const publicKey = createPublicKey({ key: key.public_jwk, format: "jwk" });
  return verify(null, Buffer.from(canonicalJson(claims)), publicKey, Buffer.from(signature, "base64url"));
}

/** Every key that ever signed, as JWK: scores of years ago can still be checked. */
export async function publicKeys(db: Kysely<Database>): Promise<Record<string, unknown>[]> {
  const keys = await db.selectFrom("signing_key").select("public_jwk").orderBy("created_at", "desc").execute();
  return keys.map(({ public_jwk }) => public_jwk);
}

function signWith(key: KeyObject, claims: object): string {
  return sign(null, Buffer.from(canonicalJson(claims)), key).toString("base64url");
}

function findNewestKey(db: Kysely<Database>) {
  return db
    .selectFrom("signing_key")
    .select(["id", "private_jwk"])
    .where("retired_at", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .executeTakeFirst();
}

async function makeKey(db: Kysely<Database>): Promise<{ id: string; private_jwk: Record<string, unknown> }> {
  return inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(${keyLock})`.execute(trx);
    const other = await findNewestKey(trx);
    if (other !== undefined) return other;
    const pair = generateKeyPairSync("ed25519");
    const publicJwk = pair.publicKey.export({ format: "jwk" });
    // RFC 7638: the thumbprint of the members that make the key, sorted.
    const { crv, kty, x } = publicJwk;
    const id = createHash("sha256").update(canonicalJson({ crv, kty, x })).digest("base64url");
    const known = { kid: id, alg: "EdDSA", use: "sig" };
    const privateJwk = { ...pair.privateKey.export({ format: "jwk" }), ...known };
    await trx
      .insertInto("signing_key")
      .values({ id, public_jwk: JSON.stringify({ ...publicJwk, ...known }), private_jwk: JSON.stringify(privateJwk) })
      .execute();
    return { id, private_jwk: privateJwk };
  });
}

/** A key may be needed for the first time inside a transaction that is open already. */
function inTransaction<Result>(db: Kysely<Database>, run: (trx: Kysely<Database>) => Promise<Result>): Promise<Result> {
  return db.isTransaction ? run(db) : db.transaction().execute(run);
}
