import type { Context } from "hono";
import type { Logger } from "pino";
import type { ApiError } from "#contract/api/common.ts";
import { isAway } from "#server/database/is-away.ts";
import { describeError } from "./describe-error.ts";
import { Refusal, statusOf } from "./refusal.ts";

/** Every error leaves as contract's apiError. What nobody foresaw is logged and says nothing of its inside. */
export function answerError(c: Pick<Context, "json" | "header">, error: unknown, log?: Logger): Response {
  const refusal = toRefusal(error);
  if (refusal.code === "internal") log?.error(describeError(error), "unforeseen");
  if (refusal.code === "unavailable") log?.warn(describeError(error), "unavailable");
  const retryAfterS = refusal.facts["retryAfterS"] ?? (refusal.code === "unavailable" ? 1 : undefined);
  if (retryAfterS !== undefined) c.header("Retry-After", String(retryAfterS));
  const body: ApiError = { error: { code: refusal.code, message: refusal.message, facts: { ...refusal.facts } } };
  c.header("Cache-Control", "no-store");
  return c.json(body, statusOf[refusal.code]);
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isAway(error)) return new Refusal("unavailable", "the database is away; try again");
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  // SQLSTATE classes: 22 a value that does not fit its column, 23 a rule between rows that a race has broken, 40 a lost race.
  if (/^22\w{3}$/.test(code)) return new Refusal("bad-request", "a value is out of range");
  if (/^(23|40)\w{3}$/.test(code)) return new Refusal("conflict", "somebody else was quicker");
  return new Refusal("internal", "something went wrong here");
}
