import { Refusal } from "#server/http/refusal.ts";

/**
 * Where a provider sends people back to. Whatever fails there fails in a navigation: they land on the account's page, which has
 * the words for the code, and never on bare JSON or on better-auth's own page.
 */
export async function comeBack(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response> {
  const response = await answer(request).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "unavailable") return toAccount(request, "provider_away");
    throw error;
  });
  const location = response.headers.get("location");
  if (location === null || !URL.canParse(location, request.url)) return response;
  const { pathname, searchParams } = new URL(location, request.url);
  return pathname === "/api/auth/error" ? toAccount(request, searchParams.get("error") ?? "unknown") : response;
}

function toAccount(request: Request, code: string): Response {
  const language = /^(id|in)\b/i.test(request.headers.get("accept-language") ?? "") ? "id" : "en";
  return new Response(null, {
    status: 302,
    headers: { location: `/${language}/account/?${new URLSearchParams({ error: code })}`, "cache-control": "no-store" },
  });
}
