import { betterAuth } from "better-auth";
import { anonymous } from "better-auth/plugins/anonymous";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import type { Kysely } from "kysely";
import type { Configuration, OidcProvider } from "#server/configuration.ts";
import type { Database } from "#server/database/tables.ts";
import { keepGuestWork } from "./keep-guest-work.ts";

const daySeconds = 86_400;

export type AuthSetting = {
  readonly db: Kysely<Database>;
  readonly configuration: Configuration;
  readonly secret: string;
  /** The one it signs people in by; without, it asks no other host for anything. */
  readonly provider?: OidcProvider;
};

/** better-auth as Siklus sets it up: scrypt for passwords, sessions in the database, OIDC by configuration, guests made by us alone. */
export function makeAuth({ db, configuration, secret, provider }: AuthSetting) {
  const isBehindTls = configuration.origin?.startsWith("https://") ?? false;
  return betterAuth({
    appName: "Siklus",
    secret,
    basePath: "/api/auth",
    ...(configuration.origin === null ? {} : { baseURL: configuration.origin }),
    database: { db, type: "postgres", transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true }, // it would log addresses of people; what goes wrong reaches our own log by its code
    rateLimit: { enabled: false }, // http/rate-limits.ts
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128, autoSignIn: true },
    session: { expiresIn: 14 * daySeconds, updateAge: daySeconds },
    // An e-mail joins two accounts only if both sides have verified it; ours by password never is, so nobody waits in one for another.
    account: {
      updateAccountOnSignIn: false,
      accountLinking: { trustedProviders: [], requireLocalEmailVerified: true },
    },
    user: { additionalFields: { role: { type: "string", required: true, input: false, defaultValue: "learner" } } },
    databaseHooks: {
      account: { create: { before: async (account) => ({ data: { ...account, ...noTokens } }) } },
      user: {
        create: { before: async (user) => ({ data: { ...user, name: tidyName(user.name, user.email) } }) },
        update: {
          before: async (user) => ({
            data: user.name === undefined ? user : { ...user, name: tidyName(user.name, "") },
          }),
        },
      },
    },
    advanced: {
      cookiePrefix: "siklus",
      useSecureCookies: isBehindTls,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure: isBehindTls, path: "/" },
      ipAddress: { disableIpTracking: true }, // addresses of learners are not kept
      database: { validateSchema: false }, // a test compares the migration with what better-auth asks for
    },
    plugins: [
      anonymous({
        onLinkAccount: ({ anonymousUser, newUser }) =>
          keepGuestWork(db, { guestId: anonymousUser.user.id, userId: newUser.user.id }),
      }),
      ...(provider === undefined ? [] : [genericOAuth({ config: [oauthOf(provider)] })]),
    ],
  });
}

/** Siklus asks the provider who somebody is, and nothing afterwards: what would open their account there is not kept. */
const noTokens = { accessToken: null, refreshToken: null, idToken: null };

function oauthOf({ id, name, discoveryUrl, clientId, clientSecret }: OidcProvider) {
  const scopes = ["openid", "profile", "email"];
  return {
    ...{ providerId: id, name, discoveryUrl, clientId, clientSecret, scopes },
    pkce: true,
    requireIdTokenVerification: true,
  };
}

/** A name that every page can show: never empty, at most 80 characters. */
function tidyName(name: unknown, email: unknown): string {
  const clean = (text: unknown) =>
    String(text ?? "")
      .replace(/[\p{Cc}\p{Cf}]+/gu, " ")
      .trim()
      .slice(0, 80)
      .toWellFormed()
      .trim();
  const [local = ""] = String(email ?? "").split("@");
  return clean(name) || clean(local) || "?";
}
