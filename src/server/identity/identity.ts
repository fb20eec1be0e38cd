import { APIError } from "better-auth/api";
import type { Kysely } from "kysely";
import type { SiteRole } from "#contract/api/common.ts";
import type { Configuration } from "#server/configuration.ts";
import type { Database } from "#server/database/tables.ts";
import type { Actor } from "#server/http/handlers.ts";
import type { RateLimits } from "#server/http/rate-limits.ts";
import { Refusal } from "#server/http/refusal.ts";
import { createAskProvider } from "./ask-provider.ts";
import { handleAuth } from "./handle-auth.ts";
import { makeAuth } from "./make-auth.ts";

export type Identity = {
  /** Who the session cookie belongs to; null without one that is valid. */
  actorOf(headers: Headers): Promise<Actor | null>;
  /** A workshop's guest: an account without e-mail and password, whose session is in `cookies` (values of Set-Cookie). */
  makeGuest(guest: {
    readonly nickname: string;
    readonly request: Request;
  }): Promise<{ actor: Actor; cookies: string[] }>;
  /** What better-auth answers below /api/auth. */
  handle(request: Request, limits: { readonly limits: RateLimits; readonly address: string }): Promise<Response>;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
};

export function createIdentity(options: {
  readonly db: Kysely<Database>;
  readonly configuration: Configuration;
  readonly secret: string;
}): Identity {
  const { db, configuration } = options;
  const auth = makeAuth(options);
  const askProvider = createAskProvider(options);
  return {
    providers: configuration.oidc.map(({ id, name }) => ({ id, name })),
    async actorOf(headers) {
      if (!headers.get("cookie")?.includes("siklus.session_token")) return null; // most requests of a public page
      const session = await auth.api.getSession({ headers: new Headers({ cookie: headers.get("cookie") ?? "" }) });
      return session === null ? null : toActor(session.user);
    },
    async makeGuest({ nickname, request }) {
      const headers = new Headers({ "user-agent": request.headers.get("user-agent") ?? "" });
      const { headers: answered, response } = await auth.api.signInAnonymous({ headers, returnHeaders: true });
      await db.updateTable("user").set({ name: nickname }).where("id", "=", response.user.id).execute();
      const actor: Actor = { userId: response.user.id, name: nickname, siteRole: "learner", isGuest: true };
      return { actor, cookies: answered.getSetCookie() };
    },
    handle: (request, { limits, address }) =>
      handleAuth({ request, limits, address, db, configuration, answer: auth.handler, askProvider }).catch(
        (error: unknown) => {
          if (error instanceof APIError && error.statusCode < 500)
            throw new Refusal("bad-request", String(error.body?.code ?? "refused by better-auth"));
          throw error;
        },
      ),
  };
}

function toActor(user: {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly isAnonymous?: boolean | null | undefined;
}): Actor {
  return {
    userId: user.id,
    name: user.name,
    siteRole: user.role as SiteRole, // the column's check constraint
    isGuest: user.isAnonymous === true,
  };
}
