import { sha256Bytes, toHex } from "./sha-256.ts";
import { utf8Bytes } from "./utf-8-bytes.ts";

/**
 * HMAC-SHA-256: a fingerprint that only the holder of a key can compute.
 *
 * Hashing a telephone number hides nothing, because all numbers can be tried. With a secret key in the hash, nobody
 * without the key can try: two tables hashed with one key still join, and a table hashed with another key does not. The
 * key goes in twice, inside and outside, because simply writing it in front of the message can be forged (the hash of a
 * longer message can be computed from that of a shorter one). O(length).
 *
 * @param key      the secret; a text is taken as UTF-8
 * @param message  what is fingerprinted
 * @returns        64 hexadecimal digits
 * @example hmacSha256({ key: "Jefe", message: "what do ya want for nothing?" }) // => "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
 * @source  NIST FIPS 198-1, RFC 2104; agrees with the vectors of RFC 4231 (test/conformance/core)
 */
export function hmacSha256({
  key,
  message,
}: {
  readonly key: string | Uint8Array;
  readonly message: string | Uint8Array;
}): string {
  const given = typeof key === "string" ? utf8Bytes(key) : key;
  const block = new Uint8Array(64);
  block.set(given.length > 64 ? sha256Bytes(given) : given);
  const inner = sha256Bytes(
    joined(
      block.map((byte) => byte ^ 0x36),
      typeof message === "string" ? utf8Bytes(message) : message,
    ),
  );
  return toHex(
    sha256Bytes(
      joined(
        block.map((byte) => byte ^ 0x5c),
        inner,
      ),
    ),
  );
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
