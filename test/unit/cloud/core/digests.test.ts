import { createHash } from "node:crypto";
import { crc32 as zlibCrc32 } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBase64, toBase64 } from "#cloud/core/base64.ts";
import { crc32 } from "#cloud/core/crc-32.ts";
import { crc64Nvme } from "#cloud/core/crc-64-nvme.ts";
import { md5 } from "#cloud/core/md5.ts";
import { sha1 } from "#cloud/core/sha-1.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";

const check = new TextEncoder().encode("123456789");
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytes = fc.uint8Array({ maxLength: 300 });

describe("digests", () => {
  it.each(["md5", "sha1"] as const)("%s agrees with Node's for any bytes", (name) => {
    const own = name === "md5" ? md5 : sha1;
    fc.assert(fc.property(bytes, (some) => hex(own(some)) === createHash(name).update(some).digest("hex")));
  });

  it("crc32 agrees with zlib's", () => {
    fc.assert(fc.property(bytes, (some) => crc32(some) === zlibCrc32(some)));
  });

  // The check values of the catalogue of parametrised CRC algorithms (reveng): CRC-32/ISCSI and CRC-64/NVME of "123456789".
  it("crc32c and crc64nvme have the check values of the catalogue", () => {
    expect(crc32(check, 0x82f63b78).toString(16)).toBe("e3069283");
    expect(hex(crc64Nvme(check))).toBe("ae8b14860a799888");
  });
});

describe("texts and bytes", () => {
  it("base64 agrees with Node's, both ways", () => {
    fc.assert(
      fc.property(bytes, (some) => {
        const text = Buffer.from(some).toString("base64");
        return toBase64(some) === text && hex(findBase64(text) ?? new Uint8Array()) === hex(some);
      }),
    );
    expect(findBase64("a*b=")).toBeUndefined();
  });

  it("UTF-8 reads as TextDecoder reads it, also what is none", () => {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    fc.assert(fc.property(bytes, (some) => utf8Text(some) === decoder.decode(some)));
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 50 }),
        (text) => utf8Text(new TextEncoder().encode(text)) === text.toWellFormed(),
      ),
    );
  });
});
