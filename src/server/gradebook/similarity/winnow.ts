export type Fingerprint = {
  readonly hash: number;
  /** Index of the k-gram's first token. */
  readonly at: number;
};

/** Tokens in a k-gram: what is shorter is never called alike. */
export const gramLength = 9;
/** Every run of `gramLength + windowLength - 1` like tokens shares a fingerprint. */
const windowLength = 4;

/** Hashes of all runs of `gramLength` tokens. */
export function gramHashes(kinds: readonly string[]): number[] {
  return Array.from({ length: Math.max(0, kinds.length - gramLength + 1) }, (_, at) =>
    hashOf(kinds.slice(at, at + gramLength)),
  );
}

/**
 * Winnowing: of every window of hashes the least, the rightmost of equals; a position is taken once.
 * Schleimer, Wilkerson & Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003.
 */
export function winnow(hashes: readonly number[]): Fingerprint[] {
  const chosen: Fingerprint[] = [];
  const windows = Math.max(hashes.length > 0 ? 1 : 0, hashes.length - windowLength + 1);
  for (let from = 0; from < windows; from++) {
    let least: Fingerprint | undefined;
    for (let at = from; at < Math.min(hashes.length, from + windowLength); at++) {
      const hash = hashes[at] ?? 0;
      if (least === undefined || hash <= least.hash) least = { hash, at };
    }
    if (least !== undefined && least.at !== chosen.at(-1)?.at) chosen.push(least);
  }
  return chosen;
}

/** 52 bits (two rounds of FNV-1a with unlike seeds): among a million k-grams a chance collision is unlikely. */
function hashOf(kinds: readonly string[]): number {
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (const char of kinds.join("\u0000")) {
    const code = char.codePointAt(0) ?? 0;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return (high >>> 12) * 2 ** 32 + (low >>> 0);
}
