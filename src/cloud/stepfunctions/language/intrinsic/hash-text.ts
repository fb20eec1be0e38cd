import { md5 } from "#cloud/core/md5.ts";
import { sha1 } from "#cloud/core/sha-1.ts";
import { sha384, sha512 } from "#cloud/core/sha-512.ts";
import { sha256Bytes } from "#engine/core/sha-256.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";

export const hashAlgorithms: readonly string[] = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];

/** The hash of a text in UTF-8, as hexadecimal digits; undefined for an algorithm that Step Functions does not know. */
export function hashText({
  text,
  algorithm,
}: {
  readonly text: string;
  readonly algorithm: string;
}): string | undefined {
  const digest = digestBy[algorithm];
  if (digest === undefined || !hashAlgorithms.includes(algorithm)) return undefined;
  return Array.from(digest(utf8Bytes(text)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const digestBy: { readonly [algorithm: string]: (bytes: Uint8Array) => Uint8Array } = {
  MD5: md5,
  "SHA-1": sha1,
  "SHA-256": sha256Bytes,
  "SHA-384": sha384,
  "SHA-512": sha512,
};
