import { createRng, fitImputer, fromColumns } from "#engine/data/index.ts";

export const table = fromColumns({ x: [1, 2, null], g: ["a", "b", "b"], flag: [true, null, false] });

export const rng = createRng(1);

/** Learner code runs even when its types did not check. */
export const wrong = (value: unknown): never => value as never;

export const imputer = fitImputer({ table, columns: { x: "mean" } });
