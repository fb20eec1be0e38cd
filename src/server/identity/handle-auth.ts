import type { Kysely } from "kysely";
import type { Configuration } from "#server/configuration.ts";
import type { Database } from "#server/database/tables.ts";
import type { RateLimits } from "#server/http/rate-limits.ts";
import { readText } from "#server/http/read-body.ts";
import { Refusal } from "#server/http/refusal.ts";
import { isFirstAdminOpen } from "./first-admin.ts";

const largestBodyBytes = 20_000;
/** better-auth has more than Siklus uses; what nobody needs is not there. */
const offered = new Set([
  "POST sign-up/email",
  "POST sign-in/email",
  "POST sign-in/social",
  "POST sign-out",
  "GET get-session",
  "POST change-password",
  "POST update-user",
  "GET list-sessions",
  "POST revoke-session",
  "POST revoke-other-sessions",
  "GET error",
]);

export async function handleAuth({
  request,
  limits,
  address,
  db,
  configuration,
  answer,
}: {
  readonly request: Request;
  readonly limits: RateLimits;
  readonly address: string;
  readonly db: Kysely<Database>;
  readonly configuration: Configuration;
  readonly answer: (request: Request) => Promise<Response>;
}): Promise<Response> {
  const path = new URL(request.url).pathname.replace("/api/auth/", "");
  const isCallback = /^callback\/[\w-]+$/.test(path);
  if (!isCallback && !offered.has(`${request.method} ${path}`)) throw new Refusal("not-found", "no such address");
  if (isCallback || request.method === "GET") return answer(request);

  const text = await readText(request, largestBodyBytes);
  if (/\\u0000|\\u[dD][89a-fA-F]|\0/.test(text)) throw new Refusal("bad-request", "a character that cannot be stored");
  if (path.startsWith("sign-")) await limits.take("signIn", address);
  if (path === "sign-in/email") await limits.take("signInAs", emailIn(text));
  if (path === "sign-up/email" && configuration.signUp === "closed" && !(await isFirstAdminOpen(db)))
    throw new Refusal("forbidden", "sign-up is closed");
  const { method, headers, url } = request;
  return answer(new Request(url, { method, headers, ...(text === "" ? {} : { body: text }) }));
}

function emailIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && "email" in body)
      return String(body.email).toLowerCase().slice(0, 200);
  } catch {
    // better-auth will say that it is no JSON
  }
  return "";
}
