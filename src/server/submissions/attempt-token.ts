import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { id } from "#contract/api/common.ts";
import { Refusal } from "#server/http/refusal.ts";

/** What a token for one submission is bound to. */
const bound = z.strictObject({
  attemptId: id,
  userId: z.string(),
  labId: z.string(),
  labVersion: z.int(),
  attempt: z.int(),
});
export type AttemptClaims = z.infer<typeof bound>;

export function signAttempt(claims: AttemptClaims, secret: string): string {
  const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${body}.${macOf(body, secret).toString("base64url")}`;
}

/** @throws {Refusal} "token-invalid" for anything that this server has not signed for this very learner. */
export function readAttempt(
  token: string,
  { secret, userId }: { readonly secret: string; readonly userId: string },
): AttemptClaims {
  const [body = "", mac = "", ...rest] = token.split(".");
  const given = Buffer.from(mac, "base64url");
  const own = macOf(body, secret);
  if (rest.length > 0 || given.length !== own.length || !timingSafeEqual(given, own))
    throw new Refusal("token-invalid", "the token was not made by this server");
  const claims = bound.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  if (claims.userId !== userId) throw new Refusal("token-invalid", "the token is somebody else's");
  return claims;
}

function macOf(body: string, secret: string): Buffer {
  return createHmac("sha256", `attempt ${secret}`).update(body).digest();
}
