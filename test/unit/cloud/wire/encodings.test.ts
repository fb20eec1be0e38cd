import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCbor } from "#cloud/wire/cbor/decode-cbor.ts";
import { encodeCbor } from "#cloud/wire/cbor/encode-cbor.ts";
import { encoded } from "#cloud/wire/message.ts";
import { escapedXml, findXml } from "#cloud/wire/xml/parse-xml.ts";

const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"));

describe("CBOR", () => {
  // RFC 8949, appendix A
  it.each([
    ["00", 0],
    ["1903e8", 1000],
    ["1b000000e8d4a51000", 1_000_000_000_000],
    ["29", -10],
    ["f93c00", 1],
    ["f90001", 2 ** -24],
    ["fa47c35000", 100_000],
    ["fb3ff199999999999a", 1.1],
    ["f97c00", Number.POSITIVE_INFINITY],
    ["f4", false],
    ["f6", null],
    ["6161", "a"],
    ["64f0908591", "\u{10151}"],
    ["83010203", [1, 2, 3]],
    ["a201020304", { 1: 2, 3: 4 }],
    ["9f018202039f0405ffff", [1, [2, 3], [4, 5]]],
    ["7f657374726561646d696e67ff", "streaming"],
    ["c11a514b67b0", 1_363_896_240],
  ])("reads %s as the RFC does", (hex, value) => {
    expect(decodeCbor(fromHex(hex))).toEqual(value);
  });

  it("reads what it wrote", () => {
    const plain = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes("__proto__"));
    fc.assert(
      fc.property(plain, (value) => {
        expect(decodeCbor(encodeCbor(value))).toEqual(value);
      }),
    );
  });

  it("refuses what ends early or nests without end, at once", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          decodeCbor(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
    expect(() => decodeCbor(fromHex("9affffffff"))).toThrow("ends early");
    expect(() => decodeCbor(new Uint8Array(5000).fill(0x81))).toThrow();
  });
});

describe("XML", () => {
  it("reads elements, attributes, text and CDATA, and drops prefixes", () => {
    const text =
      '<?xml version="1.0"?>\n<!-- c --><s:A xmlns:s="u" k="&lt;1&#x41;"><B>1 &amp; 2</B><C/><D><![CDATA[<x>]]></D></s:A>';
    expect(findXml(text)).toEqual({
      name: "A",
      attributes: { "xmlns:s": "u", k: "<1A" },
      text: "",
      children: [
        { name: "B", attributes: {}, children: [], text: "1 & 2" },
        { name: "C", attributes: {}, children: [], text: "" },
        { name: "D", attributes: {}, children: [], text: "<x>" },
      ],
    });
  });

  it.each(["<a><b></a></b>", "<a>", "", "text", "<a/><b/>", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "<a>&x;</a>"])(
    "refuses %s",
    (text) => {
      expect(findXml(text)).toBeUndefined();
    },
  );

  it("brings any text through an element", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 }).map((any) => any.replace(/\p{Surrogate}/gu, "?"));
    fc.assert(fc.property(text, (any) => findXml(`<a>${escapedXml(any)}</a>`)?.text === any));
  });
});

// RFC 3986, section 2.3: unreserved characters stay, all others are encoded
it("percent-encoding leaves the unreserved characters alone", () => {
  expect(encoded("aZ9-._~ !'()*/+é")).toBe("aZ9-._~%20%21%27%28%29%2A%2F%2B%C3%A9");
});
