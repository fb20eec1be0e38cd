import type { Rng } from "#engine/core/random.ts";
import type { Agenda } from "./agenda.ts";
import type { Book } from "./book.ts";
import type { Traffic } from "./traffic.ts";
import type { EndpointRules, ParsedVariant } from "./variant.ts";

/** What a fleet is made of and works with. */
export type FleetParts = {
  readonly variant: ParsedVariant;
  readonly traffic: Traffic;
  readonly rules: EndpointRules;
  /** One uniform number a request, from which its work follows; shared, so that variants are compared on the same luck. */
  readonly luck: Float64Array;
  readonly books: readonly Book[];
  readonly agenda: Agenda;
  readonly errorRng: Rng;
  readonly routeRng: Rng;
};
