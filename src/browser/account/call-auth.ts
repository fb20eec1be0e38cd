import { ServerError } from "#browser/server/server-error.ts";

/** What better-auth answers below /api/auth; its code says what it did not like. */
export type AuthAnswer =
  | { readonly ok: true; readonly json: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly status: number; readonly code: string };

/** One call of better-auth, with our own errors for a missing network. */
export async function callAuth(path: string, body: Readonly<Record<string, unknown>>): Promise<AuthAnswer> {
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ServerError("offline", `${path}: no answer`);
  });
  const json = ((await response.json().catch(() => null)) ?? {}) as Readonly<Record<string, unknown>>; // looked at before use
  if (response.ok) return { ok: true, json };
  if (response.status === 429)
    throw new ServerError("too-many-requests", path, { seconds: Number(response.headers.get("retry-after") ?? 60) });
  return { ok: false, status: response.status, code: typeof json["code"] === "string" ? json["code"] : "" };
}
