import { sha256 } from "#engine/core/sha-256.ts";
import type { CloudState } from "./state.ts";

/** Bytes kept once however many objects hold them. Who keeps a name calls `put` once and `release` once. */
export type Blobs = {
  readonly put: (bytes: Uint8Array) => string;
  /** One more object holds the same bytes. */
  readonly hold: (hash: string) => void;
  readonly release: (hash: string) => void;
  readonly get: (hash: string) => Uint8Array;
};

export function openBlobs(blobs: CloudState["blobs"]): Blobs {
  const change = (hash: string, by: number): void => {
    const there = blobs.get(hash);
    if (there === undefined) return;
    if (there.uses + by <= 0) blobs.delete(hash);
    else blobs.set(hash, { bytes: there.bytes, uses: there.uses + by });
  };
  return {
    put: (bytes) => {
      const hash = sha256(bytes);
      if (blobs.has(hash)) change(hash, 1);
      else blobs.set(hash, { bytes: bytes.slice(), uses: 1 });
      return hash;
    },
    hold: (hash) => change(hash, 1),
    release: (hash) => change(hash, -1),
    get: (hash) => {
      const found = blobs.get(hash);
      if (found === undefined) throw new Error(`no bytes are kept under ${hash}`);
      return found.bytes;
    },
  };
}
