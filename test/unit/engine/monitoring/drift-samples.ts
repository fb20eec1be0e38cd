import * as fc from "fast-check";

export const numRuns = 60;

export const value = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));

export const sample = fc.array(value, { minLength: 1, maxLength: 40 });
