import { describe, expect, test } from "vitest";
import { hmacSha256 } from "#engine/core/hmac-sha-256.ts";
import { sha256 } from "#engine/core/sha-256.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";

describe("SHA-256 agrees with NIST's examples (FIPS 180-2, appendix B, and the CAVS short messages)", () => {
  test.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    [
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    ],
    ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ])("%.60s", (message, digest) => {
    expect(sha256(message)).toBe(digest);
  });

  test("bytes that are no text", () => {
    expect(sha256(Uint8Array.of(0xd3))).toBe("28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
  });
});

describe("HMAC-SHA-256 agrees with RFC 4231", () => {
  const bytes = (value: number, count: number): Uint8Array => new Uint8Array(count).fill(value);
  test.each([
    [bytes(0x0b, 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
    ["Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"],
    [bytes(0xaa, 20), bytes(0xdd, 50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"],
    [
      bytes(0xaa, 131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ],
  ])("case %#", (key, message, digest) => {
    expect(hmacSha256({ key, message })).toBe(digest);
  });
});

test("UTF-8 of one, two, three and four bytes, and of half a pair", () => {
  expect(Array.from(utf8Bytes("A£€🐟\ud83d"))).toEqual([
    0x41, 0xc2, 0xa3, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x90, 0x9f, 0xef, 0xbf, 0xbd,
  ]);
});
