import { randomUUID } from "node:crypto";

/** A proxy's own id is taken over if it looks like one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
