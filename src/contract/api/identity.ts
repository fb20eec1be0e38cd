import { z } from "zod";
import { courseRole, id, instant, personName, siteRole } from "./common.ts";
import { route } from "./route.ts";

/** The site asks for this first: a static host answers 404 and the site stays as it is, without accounts. */
const serverFacts = z.strictObject({
  product: z.literal("siklus"),
  version: z.string(),
  grading: z.strictObject({
    /** "refused": the self-attack at start found a hole; practice goes on, nothing is graded. */
    state: z.enum(["ready", "starting", "refused"]),
  }),
  /** Ids of OAuth / OIDC providers that the operator configured, in the order to show. */
  providers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  signUp: z.enum(["open", "closed"]),
  /** No admin yet: the one-time link of the first start waits. */
  needsAdmin: z.boolean(),
});

const me = z.strictObject({
  user: z
    .strictObject({
      id: z.string(),
      name: personName,
      email: z.string().nullable(), // null: a workshop's nickname without an account
      role: siteRole,
      isGuest: z.boolean(),
    })
    .nullable(),
  courses: z.array(z.strictObject({ id, title: z.string(), role: courseRole })),
});

const account = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: siteRole,
  isGuest: z.boolean(),
  createdAt: instant,
});

/** Sign-in, sign-up, sign-out, e-mail, password and OAuth are better-auth's, below /api/auth. */
export const identityRoutes = {
  server: route({
    method: "get",
    path: "/api/server",
    access: "public",
    summary: "What this server offers",
    response: serverFacts,
  }),
  me: route({
    method: "get",
    path: "/api/me",
    access: "public",
    summary: "Who is signed in, and in which courses",
    response: me,
  }),
  becomeAdmin: route({
    method: "post",
    path: "/api/first-admin",
    access: "signed-in",
    summary: "Become the first admin by the one-time token printed at first start",
    body: z.strictObject({ token: z.string().min(20).max(200) }),
  }),
  accounts: route({
    method: "get",
    path: "/api/admin/accounts",
    access: "admin",
    summary: "Accounts, newest first",
    query: z.object({ search: z.string().max(100).optional(), after: z.string().max(64).optional() }),
    response: z.strictObject({ accounts: z.array(account), next: z.string().nullable() }),
  }),
  setRole: route({
    method: "put",
    path: "/api/admin/accounts/{userId}/role",
    access: "admin",
    summary: "Give an account a role on the whole site",
    params: z.object({ userId: z.string().max(64) }),
    body: z.strictObject({ role: siteRole }),
  }),
  exportMine: route({
    method: "get",
    path: "/api/me/export",
    access: "signed-in",
    summary: "All that is stored about me, as one JSON file",
    file: "application/json",
  }),
  deleteMine: route({
    method: "post",
    path: "/api/me/delete",
    access: "signed-in",
    summary: "Delete my account and all that is stored about me",
    body: z.strictObject({ confirm: z.literal("delete") }),
  }),
};
