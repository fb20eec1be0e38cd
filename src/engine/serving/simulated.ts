import type { Usage } from "./prices.ts";
import type { ServingResult } from "./serving-result.ts";
import type { SimulationSettings } from "./simulation-settings.ts";

/** What every option of serving hands back before it has a price. */
export type Simulated = { readonly result: Omit<ServingResult, "cost">; readonly usage: readonly Usage[] };

/** Payload that went in, which some price tables charge for. */
export function payloadUsage({ traffic }: Pick<SimulationSettings, "traffic">): Usage {
  let megabytes = 0;
  for (const size of traffic.payloadMB) megabytes += size;
  return { name: "payload", quantity: megabytes / 1024, unit: "GB", price: "payloadGB" };
}
