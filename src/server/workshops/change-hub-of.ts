import type { Services } from "#server/http/services.ts";
import { type ChangeHub, createChangeHub } from "./change-hub.ts";

const hubs = new WeakMap<Services, ChangeHub>();

/** The one hub of this web process; it ends with the process. */
export function changeHubOf(services: Services): ChangeHub {
  const there = hubs.get(services);
  if (there !== undefined) return there;
  const hub = createChangeHub(services.db, (error) => services.log.warn({ error: String(error) }, "changes not read"));
  services.closing.addEventListener("abort", () => hub.close(), { once: true });
  hubs.set(services, hub);
  return hub;
}
