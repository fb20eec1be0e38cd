import { requireText } from "#engine/core/require-text.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";

/**
 * MurmurHash3 of a text: 32 bits that look like chance and are the same everywhere and for ever.
 *
 * Four bytes at a time are stirred into the state by multiplying and rotating; at the end the bits are mixed until each
 * input bit has touched each output bit. It is quick and spreads well; it keeps no secret (for that take a cryptographic
 * hash with a key). The text is hashed as UTF-8. O(length).
 *
 * @param text  any text
 * @param seed  a whole number, of which the low 32 bits count; default 0
 * @returns     a whole number in [0, 2³²)
 * @throws {EngineError} "wrong-type" for what is no text
 * @example murmurHash3("test") // => 0xba6bd213
 * @example murmurHash3("Hello, world!", 0x9747b28c) // => 0x24884cba
 * @source  Austin Appleby, MurmurHash3_x86_32 (public domain); agrees with sklearn.utils.murmurhash3_32 (test/conformance)
 */
export function murmurHash3(text: string, seed = 0): number {
  const bytes = utf8Bytes(requireText({ functionName: "murmurHash3", name: "text", value: text }));
  const blocks = bytes.length >>> 2;
  let state = seed | 0;
  for (let block = 0; block < blocks; block++) {
    state ^= stir(word(bytes, 4 * block, 4));
    state = Math.imul(rotate(state, 13), 5) + 0xe6546b64;
  }
  state ^= stir(word(bytes, 4 * blocks, bytes.length & 3));
  state ^= bytes.length;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** Up to four bytes as one number, the first byte lowest. */
function word(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value |= (bytes[at + i] as number) << (8 * i); // the caller counted them
  return value;
}

function stir(value: number): number {
  return Math.imul(rotate(Math.imul(value, 0xcc9e2d51), 15), 0x1b873593);
}

function rotate(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}
