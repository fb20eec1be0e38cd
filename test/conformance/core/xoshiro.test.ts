import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";

type Vectors = {
  readonly cases: readonly {
    readonly seed: number;
    readonly uint32: readonly number[];
    readonly uint32Number1000000: number;
    readonly uniform: readonly number[];
    readonly integer: readonly { readonly below: number; readonly draws: readonly number[] }[];
  }[];
};

const vectors = JSON.parse(readFileSync(new URL("xoshiro.json", import.meta.url), "utf8")) as Vectors; // written by xoshiro.gen.c

describe.each(vectors.cases)("createRng($seed) gives the bits of the C reference", (expected) => {
  test("the first ten draws", () => {
    const rng = createRng(expected.seed);
    expect(expected.uint32.map(() => rng.uint32())).toEqual(expected.uint32);
  });

  test("the millionth draw", () => {
    const rng = createRng(expected.seed);
    for (let draw = 1; draw < 1_000_000; draw++) rng.uint32();
    expect(rng.uint32()).toBe(expected.uint32Number1000000);
  });

  test("uniform numbers, to the last bit", () => {
    const rng = createRng(expected.seed);
    expect(expected.uniform.map(() => rng.uniform())).toEqual(expected.uniform);
  });

  test.each(expected.integer)("integers below $below, with what is thrown away", ({ below, draws }) => {
    const rng = createRng(expected.seed);
    expect(draws.map(() => rng.integer(below))).toEqual(draws);
  });
});
