import { padBlocks, rotateLeft } from "./pad-blocks.ts";

/** MD5 (RFC 1321), which `States.Hash` still offers: a checksum, long broken as a safeguard. */
export function md5(bytes: Uint8Array): Uint8Array {
  const view = padBlocks({ bytes, blockLength: 64, littleEndian: true });
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    const before = [a, b, c, d] as const;
    for (let round = 0; round < 64; round++) {
      const quarter = round >> 4;
      const mixed = mix({ quarter, b, c, d });
      const word = view.getUint32(block + 4 * wordOf(quarter, round), true);
      const turned = rotateLeft((a + mixed + word + (sines[round] ?? 0)) | 0, turns[quarter * 4 + (round & 3)] ?? 0);
      [a, d, c, b] = [d, c, b, (b + turned) | 0];
    }
    [a, b, c, d] = [(a + before[0]) | 0, (b + before[1]) | 0, (c + before[2]) | 0, (d + before[3]) | 0];
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [at, word] of [a, b, c, d].entries()) digest.setInt32(4 * at, word, true);
  return new Uint8Array(digest.buffer);
}

const turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const sines = Array.from({ length: 64 }, (_, round) => Math.floor(Math.abs(Math.sin(round + 1)) * 2 ** 32));

function wordOf(quarter: number, round: number): number {
  if (quarter === 0) return round & 15;
  if (quarter === 1) return (5 * round + 1) & 15;
  return quarter === 2 ? (3 * round + 5) & 15 : (7 * round) & 15;
}

function mix({
  quarter,
  b,
  c,
  d,
}: {
  readonly quarter: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}): number {
  if (quarter === 0) return (b & c) | (~b & d);
  if (quarter === 1) return (d & b) | (~d & c);
  return quarter === 2 ? b ^ c ^ d : c ^ (b | ~d);
}
