import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EngineError } from "#engine/core/errors.ts";
import { createJsonLinesReader, type JsonLinesOptions, readJsonLines, rows } from "#engine/data/index.ts";

type Piece = string | Uint8Array;

const readPieces = (pieces: readonly Piece[], options: JsonLinesOptions = {}) => {
  const reader = createJsonLinesReader(options);
  for (const piece of pieces) reader.push(piece);
  return reader.end();
};

const outcomeOf = (read: () => unknown) => {
  try {
    return read();
  } catch (error) {
    if (error instanceof EngineError) return { code: error.code, facts: error.facts };
    throw error;
  }
};

/** Lengths of pieces that cover `length`, made from arbitrary shares. */
const cut = <Whole extends string | Uint8Array>(whole: Whole, shares: readonly number[]): Whole[] => {
  const places = shares.map((share) => Math.floor(share * whole.length)).toSorted((a, b) => a - b);
  return [0, ...places].map((from, k) => whole.slice(from, places[k] ?? whole.length) as Whole); // slice keeps the kind
};

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom("ikan", "São Paulo", "鱼", "🐟🐠", 'a "b"', ""),
);
const object = fc.dictionary(fc.constantFrom("a", "b", "größe", "🐟"), value, { maxKeys: 4 });
const line = fc.oneof(
  { weight: 9, arbitrary: object.map((one) => JSON.stringify(one)) },
  fc.constantFrom("", "  ", "[1]", "{"),
);
const file = fc
  .record({ lines: fc.array(line, { maxLength: 12 }), end: fc.constantFrom("\n", "\r\n"), isEnded: fc.boolean() })
  .map(({ lines, end, isEnded }) => lines.join(end) + (isEnded ? end : ""));
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

describe("a reader of JSON Lines", () => {
  test("gives for any cut of a text what the whole text gives", () => {
    fc.assert(
      fc.property(file, shares, (text, places) => {
        const options = { mixedTypes: "text" } as const;
        const whole = outcomeOf(() => readJsonLines(text, options));
        expect(outcomeOf(() => readPieces(cut(text, places), options))).toEqual(whole);
      }),
    );
  });

  test("gives for any cut of bytes what all bytes give", () => {
    fc.assert(
      fc.property(file, shares, fc.boolean(), (text, places, hasMark) => {
        const bytes = new TextEncoder().encode((hasMark ? "\uFEFF" : "") + text);
        const options = { mixedTypes: "text" } as const;
        const whole = outcomeOf(() => readJsonLines(bytes, options));
        expect(outcomeOf(() => readPieces(cut(bytes, places), options))).toEqual(whole);
      }),
    );
  });

  test("needs the array of a piece no longer once it has taken it", () => {
    const reader = createJsonLinesReader();
    const piece = new Uint8Array(8);
    const bytes = new TextEncoder().encode('{"city": "Bogor", "rain": 12}\n{"city": "Medan"}');
    for (let at = 0; at < bytes.length; at += piece.length) {
      const part = bytes.subarray(at, at + piece.length);
      piece.set(part);
      reader.push(piece.subarray(0, part.length));
    }
    expect(rows(reader.end())).toEqual([
      { city: "Bogor", rain: 12 },
      { city: "Medan", rain: null },
    ]);
  });

  test("throws at a bad line as soon as it is complete", () => {
    const reader = createJsonLinesReader();
    reader.push('{"a": 1}\n\n{"a": ');
    expect(() => reader.push("}\n")).toThrow(
      expect.objectContaining({ code: "bad-json", facts: expect.objectContaining({ line: 3 }) }),
    );
  });

  test("refuses what is no piece, any piece after its end, and options that it does not know", () => {
    const reader = createJsonLinesReader();
    expect(() => reader.push(12 as unknown as string)).toThrow(expect.objectContaining({ code: "wrong-type" })); // a learner's mistake
    expect(reader.end()).toEqual({ rowCount: 0, names: [], columns: {} });
    expect(() => reader.push("{}\n")).toThrow(expect.objectContaining({ code: "out-of-range" }));
    expect(() => reader.end()).toThrow(expect.objectContaining({ code: "out-of-range" }));
    expect(() => createJsonLinesReader({ lists: "refuse!" as "refuse" })).toThrow(
      expect.objectContaining({ code: "out-of-range" }),
    ); // likewise
  });
});
