import { canonicalJson } from "#engine/core/canonical-json.ts";
import { EngineError } from "#engine/core/errors.ts";
import { parseCanonicalJson } from "#engine/core/parse-canonical-json.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { sha256 } from "#engine/core/sha-256.ts";

/** A result that can be taken again: hashes of the outputs by name, and since when. */
export type CachedOutputs = { readonly outputs: Readonly<Record<string, string>>; readonly savedMs: number };

/** What a store holds, as plain data. */
export type StoreContent = {
  readonly artifacts: Readonly<Record<string, string>>;
  readonly cache: Readonly<Record<string, CachedOutputs>>;
};

/** Keeps data under the hash of its content, and results under the hash of what they were made from. */
export type ArtifactStore = {
  /** Keeps plain data and returns its hash; the same data is kept once. */
  readonly put: (value: unknown) => string;
  /** A fresh copy of the data with a hash. */
  readonly get: (hash: string) => unknown;
  readonly has: (hash: string) => boolean;
  readonly findCached: (key: string) => CachedOutputs | undefined;
  readonly saveCached: (key: string, entry: CachedOutputs) => void;
  /** All of it as plain data, for `createArtifactStore` to begin with another time. */
  readonly content: () => StoreContent;
};

/**
 * The name that content gives itself: SHA-256 of its canonical JSON.
 *
 * Equal data has an equal hash, wherever and whenever it was made; different data has a different one. So a hash in a record
 * proves which data was used, nothing is kept twice, and "has anything changed?" is a comparison of two short texts. O(size).
 *
 * @param value  plain data, typed arrays included
 * @returns      64 hexadecimal digits
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" as `canonicalJson`
 * @example contentHash({ b: 1, a: 2 }) === contentHash({ a: 2, b: 1 }) // => true
 * @source  NIST FIPS 180-4; RFC 8785
 */
export function contentHash(value: unknown): string {
  return sha256(canonicalJson(value));
}

/**
 * A store in memory: what runs of pipelines produce, by content hash, and which results can be taken again.
 *
 * Content is kept as text, so a step that changes its input in place changes its own copy only. O(size) for each put and get.
 *
 * @param content  from `content()` of an earlier store; left out = empty
 * @throws {EngineError} "wrong-type" for content of another form; "out-of-range" when `get` is asked for a hash that is not there
 * @example
 * const store = createArtifactStore();
 * store.get(store.put([1, 2])) // => [1, 2]
 */
export function createArtifactStore(content: StoreContent = { artifacts: {}, cache: {} }): ArtifactStore {
  const functionName = "createArtifactStore";
  const held = requireOptions(functionName, content, ["artifacts", "cache"]);
  const artifacts = new Map(Object.entries(requireRecord({ functionName, name: "artifacts", value: held.artifacts })));
  const cache = new Map(Object.entries(requireRecord({ functionName, name: "cache", value: held.cache })));
  return {
    put: (value) => {
      const text = canonicalJson(value);
      const hash = sha256(text);
      artifacts.set(hash, text);
      return hash;
    },
    get: (hash) => {
      const text = artifacts.get(hash);
      if (text !== undefined) return parseCanonicalJson(text);
      throw new EngineError(
        "out-of-range",
        `get requires the hash of an artifact that is in the store, got ${String(hash)}`,
        {
          function: "get",
          got: String(hash),
        },
      );
    },
    has: (hash) => artifacts.has(hash),
    findCached: (key) => cache.get(key),
    saveCached: (key, entry) => {
      cache.set(key, entry);
    },
    content: () => ({ artifacts: Object.fromEntries(artifacts), cache: Object.fromEntries(cache) }),
  };
}
