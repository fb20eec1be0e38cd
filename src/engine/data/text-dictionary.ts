import { decodeUtf8 } from "./utf8.ts";

/**
 * Gives each distinct text of a column a code 0, 1, 2 … in order of first appearance, working on bytes: a text that was
 * seen before is found by its hash and compared byte by byte, so only new texts are ever decoded.
 *
 * A hash table with open addressing: `slots` holds code + 1 (0 = free) at `hash mod size`, the next free slot on
 * collision; it doubles when half full, so a look-up costs O(length of the text) on average.
 */
export type TextDictionary = {
  /** Code of the text in `bytes[from, to)`, which is well-formed UTF-8. */
  readonly codeOf: (bytes: Uint8Array, from: number, to: number) => number;
  /** The distinct texts; the code is the index. */
  readonly texts: () => string[];
};

export function createTextDictionary(): TextDictionary {
  let slots = new Int32Array(64);
  let mask = 63;
  let hashes = new Int32Array(32);
  let ends = new Int32Array(33); // text k lies in store[ends[k], ends[k + 1])
  let store = new Uint8Array(512);
  let count = 0;
  let used = 0;

  const add = (bytes: Uint8Array, from: number, to: number, hash: number): number => {
    if (used + to - from > store.length) {
      const larger = new Uint8Array(Math.max(2 * store.length, used + to - from));
      larger.set(store.subarray(0, used));
      store = larger;
    }
    for (let i = from; i < to; i++) store[used++] = bytes[i] as number; // from ≤ i < to
    if (count === hashes.length) {
      hashes = enlarged(hashes, 2 * count);
      ends = enlarged(ends, 2 * count + 1);
    }
    hashes[count] = hash;
    ends[count + 1] = used;
    count++;
    if (2 * count > slots.length) {
      slots = new Int32Array(2 * slots.length);
      mask = slots.length - 1;
      for (let code = 0; code < count; code++) {
        let slot = (hashes[code] as number) & mask; // code < count
        while (slots[slot] !== 0) slot = (slot + 1) & mask;
        slots[slot] = code + 1;
      }
    }
    return count - 1;
  };

  const codeOf = (bytes: Uint8Array, from: number, to: number): number => {
    const hash = hashOf(bytes, from, to);
    let slot = hash & mask;
    for (;;) {
      const code = (slots[slot] as number) - 1; // slot ≤ mask
      if (code < 0) break;
      if (hashes[code] === hash) {
        let at = ends[code] as number; // code < count
        if ((ends[code + 1] as number) - at === to - from) {
          let i = from;
          while (i < to && bytes[i] === store[at]) {
            i++;
            at++;
          }
          if (i === to) return code;
        }
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = count + 1;
    return add(bytes, from, to, hash);
  };

  const texts = (): string[] => {
    const all = new Array<string>(count);
    for (let k = 0; k < count; k++) all[k] = decodeUtf8(store, ends[k] as number, ends[k + 1] as number); // k < count
    return all;
  };
  return { codeOf, texts };
}

/** FNV-1a over four bytes at a time, and the high bits mixed into the low ones that choose the slot. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = -2128831035 ^ (to - from);
  let i = from;
  for (; i + 3 < to; i += 4) {
    const low = (bytes[i] as number) | ((bytes[i + 1] as number) << 8); // i + 3 < to
    const high = ((bytes[i + 2] as number) << 16) | ((bytes[i + 3] as number) << 24); // i + 3 < to
    hash = Math.imul(hash ^ low ^ high, 16777619);
    hash ^= hash >>> 15;
  }
  for (; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 16777619); // i < to
  return hash ^ (hash >>> 15);
}

function enlarged(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
