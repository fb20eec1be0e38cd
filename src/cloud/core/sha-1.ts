import { padBlocks } from "./pad-blocks.ts";

/** SHA-1 (FIPS 180-4) as 20 bytes: broken as a signature, still one of S3's checksums. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const view = padBlocks({ bytes, blockLength: 64 });
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Int32Array(80);
  for (let at = 0; at < view.byteLength; at += 64) mixBlock({ state, words, view, at });
  const digest = new Uint8Array(20);
  const out = new DataView(digest.buffer);
  for (const [at, word] of state.entries()) out.setInt32(4 * at, word);
  return digest;
}

function mixBlock({
  state,
  words,
  view,
  at,
}: {
  readonly state: Int32Array;
  readonly words: Int32Array;
  readonly view: DataView;
  readonly at: number;
}): void {
  for (let step = 0; step < 80; step++) {
    const mixed = (words[step - 3] ?? 0) ^ (words[step - 8] ?? 0) ^ (words[step - 14] ?? 0) ^ (words[step - 16] ?? 0);
    words[step] = step < 16 ? view.getInt32(at + 4 * step) : turn(mixed, 1);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let step = 0; step < 80; step++) {
    const sum = (turn(a, 5) + roundOf({ step, b, c, d }) + e + (words[step] ?? 0)) | 0;
    e = d;
    d = c;
    c = turn(b, 30);
    b = a;
    a = sum;
  }
  for (const [place, value] of [a, b, c, d, e].entries()) state[place] = (state[place] ?? 0) + value;
}

function roundOf({
  step,
  b,
  c,
  d,
}: {
  readonly step: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}): number {
  if (step < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (step < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (step < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function turn(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
