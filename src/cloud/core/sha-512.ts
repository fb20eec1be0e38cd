import { padBlocks } from "./pad-blocks.ts";

/** SHA-512 (FIPS 180-4). Its constants are computed as the standard defines them: fraction bits of roots of the first primes. */
export function sha512(bytes: Uint8Array): Uint8Array {
  return digestOf({ bytes, initial: initial512 });
}

/** SHA-384: SHA-512 from other initial values, cut to 48 bytes. */
export function sha384(bytes: Uint8Array): Uint8Array {
  return digestOf({ bytes, initial: initial384 }).slice(0, 48);
}

const mask = 0xffffffffffffffffn;
const primes = firstPrimes(80);
const roundConstants = primes.map((prime) => rootFraction({ value: prime, degree: 3n }));
const initial512 = primes.slice(0, 8).map((prime) => rootFraction({ value: prime, degree: 2n }));
const initial384 = primes.slice(8, 16).map((prime) => rootFraction({ value: prime, degree: 2n }));

function digestOf({ bytes, initial }: { readonly bytes: Uint8Array; readonly initial: readonly bigint[] }): Uint8Array {
  const view = padBlocks({ bytes, blockLength: 128 });
  let state = initial;
  for (let block = 0; block < view.byteLength; block += 128) {
    const mixed = mixBlock({ state, words: wordsOf(view, block) });
    state = state.map((word, at) => (word + (mixed[at] ?? 0n)) & mask);
  }
  const digest = new DataView(new ArrayBuffer(64));
  for (const [at, word] of state.entries()) digest.setBigUint64(8 * at, word);
  return new Uint8Array(digest.buffer);
}

function wordsOf(view: DataView, block: number): readonly bigint[] {
  const words: bigint[] = [];
  for (let at = 0; at < 80; at++) {
    if (at < 16) {
      words.push(view.getBigUint64(block + 8 * at));
      continue;
    }
    const early = words[at - 15] ?? 0n;
    const late = words[at - 2] ?? 0n;
    const small = rotateRight(early, 1n) ^ rotateRight(early, 8n) ^ (early >> 7n);
    const large = rotateRight(late, 19n) ^ rotateRight(late, 61n) ^ (late >> 6n);
    words.push(((words[at - 16] ?? 0n) + small + (words[at - 7] ?? 0n) + large) & mask);
  }
  return words;
}

function mixBlock({
  state,
  words,
}: {
  readonly state: readonly bigint[];
  readonly words: readonly bigint[];
}): readonly bigint[] {
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let round = 0; round < 80; round++) {
    const large = rotateRight(e, 14n) ^ rotateRight(e, 18n) ^ rotateRight(e, 41n);
    const choice = (e & f) ^ (~e & mask & g);
    const first = h + large + choice + (roundConstants[round] ?? 0n) + (words[round] ?? 0n);
    const small = rotateRight(a, 28n) ^ rotateRight(a, 34n) ^ rotateRight(a, 39n);
    const second = small + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & mask, c, b, a, (first + second) & mask];
  }
  return [a, b, c, d, e, f, g, h];
}

function rotateRight(value: bigint, bits: bigint): bigint {
  return ((value >> bits) | (value << (64n - bits))) & mask;
}

function firstPrimes(count: number): readonly bigint[] {
  const found: bigint[] = [];
  for (let candidate = 2n; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  }
  return found;
}

/** The first 64 bits behind the point of a square or cube root. */
function rootFraction({ value, degree }: { readonly value: bigint; readonly degree: bigint }): bigint {
  const scaled = value << (64n * degree);
  let low = 0n;
  let high = 1n << 70n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle;
  }
  return low & mask;
}
