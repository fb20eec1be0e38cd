/**
 * The generator that `$random(seed)` of Step Functions uses: java.util.Random, whose algorithm its documentation fixes
 * (a 48-bit linear congruential generator). `$random(42)` is 0.7275636800328681.
 */
export function createJavaRandom(seed: number): { readonly nextDouble: () => number } {
  let state = (BigInt(Math.trunc(seed)) ^ multiplier) & mask;
  const next = (bits: bigint): bigint => {
    state = (state * multiplier + 0xbn) & mask;
    return state >> (48n - bits);
  };
  return { nextDouble: () => Number((next(26n) << 27n) + next(27n)) / 2 ** 53 };
}

const multiplier = 0x5deece66dn;
const mask = (1n << 48n) - 1n;
