/**
 * UTF-8 by hand, because the engine may use no TextDecoder: code points below 128 take one byte, below 2 048 two,
 * below 65 536 three, the others four; every byte after the first starts with the bits 10.
 *
 * @source The Unicode Standard, table 3-7 (well-formed byte sequences); RFC 3629
 */

/** Bytes that the longest code unit can take; a target needs `3 × text.length` bytes at most. */
export const maxBytesPerCodeUnit = 3;

/**
 * Writes `text[from, to)` as UTF-8 into `target` from `at` on. A surrogate without its partner becomes U+FFFD.
 *
 * @returns the position after the last byte written
 */
export function encodeUtf8(text: string, from: number, to: number, target: Uint8Array, at: number): number {
  let out = at;
  for (let i = from; i < to; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      target[out++] = code;
      continue;
    }
    if (code >= 0xd800 && code < 0xe000) {
      const next = i + 1 < to ? text.charCodeAt(i + 1) : 0;
      const paired = code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
      if (paired) i++;
      code = paired ? 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00) : 0xfffd;
    }
    if (code < 0x800) {
      target[out++] = 0xc0 | (code >> 6);
    } else {
      if (code < 0x10000) {
        target[out++] = 0xe0 | (code >> 12);
      } else {
        target[out++] = 0xf0 | (code >> 18);
        target[out++] = 0x80 | ((code >> 12) & 63);
      }
      target[out++] = 0x80 | ((code >> 6) & 63);
    }
    target[out++] = 0x80 | (code & 63);
  }
  return out;
}

/** Position of the first byte in `[from, to)` that starts no well-formed code point, or -1 when all are well formed. */
export function findInvalidUtf8(bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to) {
    const lead = byteAt(bytes, i);
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0 || i + length > to) return i;
    for (let k = 1; k < length; k++) {
      const next = byteAt(bytes, i + k);
      const lowest = k > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      const highest = k > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
      if (next < lowest || next > highest) return i;
    }
    i += length;
  }
  return -1;
}

/** Text of well-formed UTF-8 (see `findInvalidUtf8`) in `[from, to)`. */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  const units: number[] = [];
  let i = from;
  while (i < to) {
    const lead = byteAt(bytes, i);
    if (lead < 0x80) {
      units.push(lead);
      i += 1;
    } else if (lead < 0xe0) {
      units.push(((lead & 31) << 6) | (byteAt(bytes, i + 1) & 63));
      i += 2;
    } else if (lead < 0xf0) {
      units.push(((lead & 15) << 12) | ((byteAt(bytes, i + 1) & 63) << 6) | (byteAt(bytes, i + 2) & 63));
      i += 3;
    } else {
      const high = ((lead & 7) << 18) | ((byteAt(bytes, i + 1) & 63) << 12);
      const code = (high | ((byteAt(bytes, i + 2) & 63) << 6) | (byteAt(bytes, i + 3) & 63)) - 0x10000;
      units.push(0xd800 | (code >> 10), 0xdc00 | (code & 1023));
      i += 4;
    }
    if (units.length >= unitsPerCall) {
      text += String.fromCharCode(...units);
      units.length = 0;
    }
  }
  return text + String.fromCharCode(...units);
}

/** Engines bound the number of arguments of one call; 4 096 is far below every bound. */
const unitsPerCall = 4096;

function byteAt(bytes: Uint8Array, i: number): number {
  return bytes[i] as number; // callers stay inside the array
}
