import { utf8Bytes } from "./utf-8-bytes.ts";

/**
 * SHA-256: a fingerprint of 256 bits, by which two contents can be told apart without keeping either.
 *
 * The same content always has the same fingerprint, a changed bit changes about half of it, and nobody knows how to find
 * two contents with one fingerprint. That makes it the name of an artifact in a lineage graph. It does not make a secret of
 * what was hashed: a telephone number has so few possible values that all their fingerprints can be computed in minutes.
 * To hide values, use a secret key as well (`hmacSha256`).
 *
 * Cost: O(length), tens of megabytes a second.
 *
 * @param content  a text, which is hashed as UTF-8, or bytes
 * @returns        64 hexadecimal digits
 * @example sha256("abc") // => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
 * @source  NIST FIPS 180-4, section 6.2; agrees with its example vectors (test/conformance/core)
 */
export function sha256(content: string | Uint8Array): string {
  return toHex(sha256Bytes(typeof content === "string" ? utf8Bytes(content) : content));
}

/**
 * The same fingerprint as 32 bytes, for computations that go on with it.
 *
 * @param bytes  any number of bytes
 * @returns      32 bytes
 * @example sha256Bytes(utf8Bytes("abc")).length // => 32
 * @source  NIST FIPS 180-4
 */
export function sha256Bytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const state = Int32Array.from(INITIAL_STATE);
  const schedule = new Int32Array(64);
  const wholeLength = bytes.length - (bytes.length % BLOCK);
  for (let at = 0; at < wholeLength; at += BLOCK) mixBlock({ state, schedule, bytes, at });
  const tail = lastBlocks(bytes, wholeLength);
  for (let at = 0; at < tail.length; at += BLOCK) mixBlock({ state, schedule, bytes: tail, at });
  const digest = new Uint8Array(32);
  const view = new DataView(digest.buffer);
  for (let word = 0; word < 8; word++) view.setInt32(4 * word, state[word] ?? 0);
  return digest;
}

/**
 * Bytes as hexadecimal digits, two a byte.
 *
 * @example toHex(Uint8Array.of(0, 10, 255)) // => "000aff"
 */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX_DIGITS.charAt(byte >>> 4) + HEX_DIGITS.charAt(byte & 15);
  return text;
}

const BLOCK = 64;
const HEX_DIGITS = "0123456789abcdef";

/** What is left after the last whole block, then the bit 1, zeros, and the length in bits as a number of 64 bits. */
function lastBlocks(bytes: Uint8Array, from: number): Uint8Array {
  const left = bytes.length - from;
  const padded = new Uint8Array(left + 9 <= BLOCK ? BLOCK : 2 * BLOCK);
  padded.set(bytes.subarray(from));
  padded[left] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  return padded;
}

/** Mixes one block of 64 bytes into the state: the names a … h, Σ and σ of the standard, spelled out. */
function mixBlock({
  state,
  schedule: w,
  bytes,
  at,
}: {
  readonly state: Int32Array;
  readonly schedule: Int32Array;
  readonly bytes: Uint8Array;
  readonly at: number;
}): void {
  for (let t = 0; t < 16; t++) {
    const from = at + 4 * t;
    w[t] =
      ((bytes[from] ?? 0) << 24) |
      ((bytes[from + 1] ?? 0) << 16) |
      ((bytes[from + 2] ?? 0) << 8) |
      (bytes[from + 3] ?? 0);
  }
  for (let t = 16; t < 64; t++) {
    const early = w[t - 15] ?? 0;
    const late = w[t - 2] ?? 0;
    const sigma0 = rotateRight(early, 7) ^ rotateRight(early, 18) ^ (early >>> 3);
    const sigma1 = rotateRight(late, 17) ^ rotateRight(late, 19) ^ (late >>> 10);
    w[t] = (w[t - 16] ?? 0) + sigma0 + (w[t - 7] ?? 0) + sigma1;
  }
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let t = 0; t < 64; t++) {
    const sum1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + (ROUND_CONSTANTS[t] ?? 0) + (w[t] ?? 0)) | 0;
    const sum0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

function rotateRight(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits of the fractional parts of the square roots of the first 8 primes. */
const INITIAL_STATE: readonly number[] = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const ROUND_CONSTANTS: Int32Array = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);
