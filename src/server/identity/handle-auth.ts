import type { Kysely } from "kysely";
import type { Configuration } from "#server/configuration.ts";
import type { Database } from "#server/database/tables.ts";
import type { RateLimits } from "#server/http/rate-limits.ts";
import { readText } from "#server/http/read-body.ts";
import { Refusal } from "#server/http/refusal.ts";
import type { AskProvider } from "./ask-provider.ts";
import { comeBack } from "./come-back.ts";
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
]);

export async function handleAuth({
  request,
  limits,
  address,
  db,
  configuration,
  answer,
  askProvider,
}: {
  readonly request: Request;
  readonly limits: RateLimits;
  readonly address: string;
  readonly db: Kysely<Database>;
  readonly configuration: Configuration;
  readonly answer: (request: Request) => Promise<Response>;
  readonly askProvider: AskProvider;
}): Promise<Response> {
  const path = new URL(request.url).pathname.replace("/api/auth/", "");
  const cameFrom = request.method === "GET" ? /^callback\/([\w-]+)$/.exec(path)?.[1] : undefined;
  if (cameFrom !== undefined) return comeBack(request, (asked) => askProvider(cameFrom, asked));
  if (!offered.has(`${request.method} ${path}`)) throw new Refusal("not-found", "no such address");
  if (request.method === "GET") return answer(request);

  const text = await readText(request, largestBodyBytes);
  if (/\\u0000|\\u[dD][89a-fA-F]|\0/.test(text)) throw new Refusal("bad-request", "a character that cannot be stored");
  if (path.startsWith("sign-")) await limits.take("signIn", address);
  if (path === "sign-in/email") await limits.take("signInAs", textIn(text, "email").toLowerCase().slice(0, 200));
  if (path === "sign-up/email" && configuration.signUp === "closed" && !(await isFirstAdminOpen(db)))
    throw new Refusal("forbidden", "sign-up is closed");
  const { method, headers, url } = request;
  const asked = (body: string) => new Request(url, { method, headers, ...(body === "" ? {} : { body }) });
  if (path !== "sign-in/social") return answer(asked(text));
  // These alone: better-auth would also take a token from elsewhere instead of a visit to the provider.
  const fields = ["provider", "callbackURL", "errorCallbackURL"].map((name) => [name, textIn(text, name)] as const);
  const given = fields.filter(([, value]) => value !== "");
  if (given.some(([name, value]) => name !== "provider" && !/^\/(?![/\\])/.test(value)))
    throw new Refusal("bad-request", "the way back must be a path of this site");
  return askProvider(textIn(text, "provider"), asked(JSON.stringify(Object.fromEntries(given))));
}

function textIn(json: string, field: string): string {
  try {
    const body: unknown = JSON.parse(json);
    if (typeof body === "object" && body !== null && Object.hasOwn(body, field))
      return String((body as Record<string, unknown>)[field]).slice(0, 2_000); // has it
  } catch {
    // better-auth will say that it is no JSON
  }
  return "";
}
