import type { Ids } from "#cloud/core/ids.ts";
import type { Rng } from "#engine/core/random.ts";

/** Where chance comes from: numbers, and names made of them. */
export type Chance = { readonly rng: Rng; readonly ids: Ids };
