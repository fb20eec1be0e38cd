import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";

/** MD5 (RFC 1321) as 16 bytes: no protection against anybody, but it is what S3's ETags and Content-MD5 are. */
export function md5(content: string | Uint8Array): Uint8Array {
  const bytes = typeof content === "string" ? utf8Bytes(content) : content;
  const length = (Math.floor((bytes.length + 8) / 64) + 1) * 64;
  const whole = bytes.length - (bytes.length % 64);
  const tail = new Uint8Array(length - whole);
  tail.set(bytes.subarray(whole));
  tail[bytes.length - whole] = 0x80;
  const tailView = new DataView(tail.buffer);
  tailView.setUint32(tail.length - 8, (bytes.length << 3) >>> 0, true);
  tailView.setUint32(tail.length - 4, Math.floor(bytes.length / 0x20000000), true);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < whole; at += 64) mixBlock(state, view, at);
  for (let at = 0; at < tail.length; at += 64) mixBlock(state, tailView, at);
  const digest = new Uint8Array(16);
  const out = new DataView(digest.buffer);
  for (const [at, word] of state.entries()) out.setInt32(4 * at, word, true);
  return digest;
}

const SINES = Int32Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32) | 0);
const TURNS: readonly (readonly number[])[] = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
const words = new Int32Array(16);

function mixBlock(state: Int32Array, view: DataView, at: number): void {
  for (let word = 0; word < 16; word++) words[word] = view.getInt32(at + 4 * word, true);
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    let mix: number;
    let word: number;
    if (round === 0) {
      mix = (b & c) | (~b & d);
      word = step;
    } else if (round === 1) {
      mix = (d & b) | (~d & c);
      word = (5 * step + 1) & 15;
    } else if (round === 2) {
      mix = b ^ c ^ d;
      word = (3 * step + 5) & 15;
    } else {
      mix = c ^ (b | ~d);
      word = (7 * step) & 15;
    }
    const sum = (a + mix + (SINES[step] ?? 0) + (words[word] ?? 0)) | 0;
    const turn = TURNS[round]?.[step & 3] ?? 0;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
}
