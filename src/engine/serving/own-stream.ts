import { createRng, type Rng } from "#engine/core/random.ts";

/** Mixed into the seeds, so that traffic and simulation stay strangers even if both are given generators of one seed. */
const salts = { traffic: 0x74726166, simulation: 0x73696d75 } as const;

/** A generator of its own, seeded by the next draw: what is drawn from it does not stir the others. */
export function ownStream({ rng, purpose }: { readonly rng: Rng; readonly purpose: keyof typeof salts }): Rng {
  return createRng(rng.uint32() ^ salts[purpose]);
}
