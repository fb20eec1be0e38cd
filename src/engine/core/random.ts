import { EngineError } from "./errors.ts";

/**
 * A source of chance that is passed in, so that every result can be repeated bit by bit.
 * `uint32` is the primitive; the other draws derive from it.
 */
export type Rng = {
  /** The next 32 random bits as an integer in [0, 2³²). */
  readonly uint32: () => number;
  /** A number in [0, 1) with 53 random bits. */
  readonly uniform: () => number;
  /** An integer in [0, below), each equally likely (rejection, no modulo bias). `below` in [1, 2³²]. */
  readonly integer: (below: number) => number;
};

/**
 * xoshiro128** seeded by SplitMix32: small state, passes BigCrush, needs only 32-bit arithmetic,
 * so that it gives the same bits in every JavaScript engine.
 *
 * The seed is spread over the 128 bits of state by SplitMix32, so that seeds 1, 2, 3 … give unrelated sequences.
 *
 * @param seed  any integer; its low 32 bits count
 * @returns     a stateful generator; equal seeds give equal sequences
 * @throws {EngineError} "out-of-range" when the seed is no integer, or `integer` is asked for a bound outside [1, 2³²]
 * @example createRng(1).uint32() === createRng(1).uint32() // => true
 * @source  Blackman & Vigna 2018, https://prng.di.unimi.it/xoshiro128starstar.c; reference vectors in test/conformance/core
 */
export function createRng(seed: number): Rng {
  if (!Number.isSafeInteger(seed)) {
    throw new EngineError("out-of-range", `createRng requires an integer seed, got ${String(seed)}`, {
      function: "createRng",
      got: String(seed),
    });
  }
  const nextSeed = splitMix32(seed);
  let a = nextSeed();
  let b = nextSeed();
  let c = nextSeed();
  let d = nextSeed();

  const uint32 = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  const uniform = (): number => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992;
  const integer = (below: number): number => {
    if (!Number.isInteger(below) || below < 1 || below > 4294967296) {
      throw new EngineError("out-of-range", `integer requires a bound from 1 to 4294967296, got ${String(below)}`, {
        function: "integer",
        got: String(below),
      });
    }
    const limit = 4294967296 - (4294967296 % below);
    for (;;) {
      const draw = uint32();
      if (draw < limit) return draw % below;
    }
  };
  return { uint32, uniform, integer };
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/** SplitMix32 (the 32-bit finalizer of MurmurHash3 over a Weyl sequence) spreads one seed over the four words of state. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
}
