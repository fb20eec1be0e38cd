/**
 * Cross-site request forgery: a browser says where a request comes from, and what comes from elsewhere may only read. A client
 * that says nothing is no browser and has no cookies of somebody else. (The same rule as Go's http.CrossOriginProtection.)
 */
export function isFromHere(request: Request, origin: string | null): boolean {
  if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return true;
  const claimed = request.headers.get("origin");
  if (origin !== null && claimed !== null) return claimed === origin;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  if (claimed === null) return true;
  return URL.canParse(claimed) && new URL(claimed).host === request.headers.get("host");
}
