import { isIP } from "node:net";
import { hostname } from "node:os";

/**
 * A page of a stranger whose name was made to point at this machine (DNS rebinding) would count as same-origin: so names are
 * taken only if they are ours. Without SIKLUS_ORIGIN these are addresses, localhost and this machine's own names in its network.
 */
export function isAllowedHost(host: string | null, origin: string | null): boolean {
  if (host === null) return false;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  const bare = name.replace(/^\[|\]$/g, "");
  const isLocal = bare === "localhost" || isIP(bare) !== 0;
  if (origin !== null) return isLocal || host.toLowerCase() === new URL(origin).host;
  const own = hostname().toLowerCase();
  return (
    isLocal || name === own || name.endsWith(".local") || name.endsWith(".localhost") || name === own.split(".")[0]
  );
}
