import { findBase64, toBase64 } from "#cloud/core/base64.ts";
import { crc32 } from "#cloud/core/crc-32.ts";
import { crc64Nvme } from "#cloud/core/crc-64-nvme.ts";
import { md5 } from "#cloud/core/md5.ts";
import { sha1 } from "#cloud/core/sha-1.ts";
import { sha256Bytes } from "#engine/core/sha-256.ts";
import { refuse } from "./refuse.ts";

/** What a client may send along to have its bytes checked, by the algorithm's name in x-amz-checksum-algorithm. */
const ALGORITHMS: Readonly<
  Record<string, { readonly member: string; readonly compute: (bytes: Uint8Array) => Uint8Array }>
> = {
  CRC32: { member: "ChecksumCRC32", compute: (bytes) => word(crc32(bytes)) },
  CRC32C: { member: "ChecksumCRC32C", compute: (bytes) => word(crc32(bytes, 0x82f63b78)) },
  CRC64NVME: { member: "ChecksumCRC64NVME", compute: crc64Nvme },
  SHA1: { member: "ChecksumSHA1", compute: sha1 },
  SHA256: { member: "ChecksumSHA256", compute: sha256Bytes },
};

/**
 * Checks what the client said of its bytes, and gives the checksums to keep: those it sent, the one it named, or CRC-64/NVME, which S3 computes
 * when it is told nothing.
 */
export function checkedSums(input: Readonly<Record<string, unknown>>, bytes: Uint8Array): Record<string, string> {
  checkMd5(input["ContentMD5"], bytes);
  const sums: Record<string, string> = {};
  for (const { member, compute } of Object.values(ALGORITHMS)) {
    const claimed = input[member];
    if (typeof claimed !== "string") continue;
    sums[member] = toBase64(compute(bytes));
    if (sums[member] !== claimed) throw refuse.badDigest(member.replace("Checksum", ""));
  }
  for (const name of ["ChecksumSHA512", "ChecksumMD5", "ChecksumXXHASH64", "ChecksumXXHASH3", "ChecksumXXHASH128"]) {
    if (typeof input[name] === "string") throw refuse.notImplemented(name);
  }
  const named = typeof input["ChecksumAlgorithm"] === "string" ? ALGORITHMS[input["ChecksumAlgorithm"]] : undefined;
  if (Object.keys(sums).length > 0) return sums;
  const chosen = named ?? ALGORITHMS["CRC64NVME"];
  return chosen === undefined ? {} : { [chosen.member]: toBase64(chosen.compute(bytes)) };
}

/** The checksum of an object out of those of its parts, as S3 writes it: of their bytes one after the other, with the number of parts. */
export function compositeSums(
  parts: readonly Readonly<Record<string, string>>[],
  algorithm: string | undefined,
): Record<string, string> {
  const chosen = algorithm === undefined ? undefined : ALGORITHMS[algorithm];
  if (chosen === undefined) return {};
  const sums = parts.map((part) => findBase64(part[chosen.member] ?? "") ?? new Uint8Array());
  const all = Uint8Array.from(sums.flatMap((sum) => [...sum]));
  return { [chosen.member]: `${toBase64(chosen.compute(all))}-${parts.length}` };
}

export function sumsOf(bytes: Uint8Array, algorithm: string): Record<string, string> {
  const chosen = ALGORITHMS[algorithm];
  return chosen === undefined ? {} : { [chosen.member]: toBase64(chosen.compute(bytes)) };
}

function checkMd5(claimed: unknown, bytes: Uint8Array): void {
  if (typeof claimed !== "string") return;
  if (findBase64(claimed)?.length !== 16) throw refuse.invalidDigest();
  if (toBase64(md5(bytes)) !== claimed) throw refuse.badDigest("Content-MD5");
}

function word(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
