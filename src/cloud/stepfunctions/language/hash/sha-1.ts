import { padBlocks, rotateLeft } from "./pad-blocks.ts";

/** SHA-1 (FIPS 180-4), which `States.Hash` still offers: a checksum, broken as a safeguard. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const view = padBlocks({ bytes, blockLength: 64, littleEndian: false });
  const words = new Int32Array(80);
  let [a, b, c, d, e] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let at = 0; at < 80; at++) words[at] = at < 16 ? view.getInt32(block + 4 * at) : expanded(words, at);
    const before = [a, b, c, d, e] as const;
    for (let round = 0; round < 80; round++) {
      const next = (rotateLeft(a, 5) + mix({ round, b, c, d }) + e + (words[round] ?? 0)) | 0;
      [e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, next];
    }
    [a, b, c, d, e] = [
      (a + before[0]) | 0,
      (b + before[1]) | 0,
      (c + before[2]) | 0,
      (d + before[3]) | 0,
      (e + before[4]) | 0,
    ];
  }
  const digest = new DataView(new ArrayBuffer(20));
  for (const [at, word] of [a, b, c, d, e].entries()) digest.setInt32(4 * at, word);
  return new Uint8Array(digest.buffer);
}

function expanded(words: Int32Array, at: number): number {
  const xored = (words[at - 3] ?? 0) ^ (words[at - 8] ?? 0) ^ (words[at - 14] ?? 0) ^ (words[at - 16] ?? 0);
  return rotateLeft(xored, 1);
}

function mix({
  round,
  b,
  c,
  d,
}: {
  readonly round: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}
