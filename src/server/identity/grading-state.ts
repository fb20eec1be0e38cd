import type { Kysely } from "kysely";
import { z } from "zod";
import type { Database } from "#server/database/tables.ts";

/** Each grader writes setting "grader:<name>" when its self-attack has ended, and again every few seconds. */
const graderState = z.object({ state: z.enum(["ready", "refused"]), at: z.iso.datetime() });
const freshMs = 60_000;

/** Ready when some grader is; refused when those that are heard of all refuse; else starting. */
export async function readGradingState(db: Kysely<Database>, now: Date): Promise<"ready" | "starting" | "refused"> {
  const rows = await db.selectFrom("server_setting").select("value").where("name", "like", "grader:%").execute();
  const states = rows
    .flatMap(({ value }) => graderState.safeParse(value).data ?? [])
    .filter(({ at }) => now.getTime() - Date.parse(at) < freshMs)
    .map(({ state }) => state);
  if (states.includes("ready")) return "ready";
  return states.length > 0 ? "refused" : "starting";
}
