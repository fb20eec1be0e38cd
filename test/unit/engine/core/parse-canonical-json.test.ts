import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "#engine/core/canonical-json.ts";
import { parseCanonicalJson } from "#engine/core/parse-canonical-json.ts";

test("what was written is read back, typed arrays included", () => {
  const leaves = fc.oneof(
    fc.jsonValue(),
    fc.float64Array({ maxLength: 4 }),
    fc.int32Array({ maxLength: 4 }),
    fc.uint8Array({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), leaves), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
    }),
    { numRuns: 150 },
  );
  expect(parseCanonicalJson(canonicalJson({ a: Int16Array.of(-3) }))).toEqual({ a: Int16Array.of(-3) });
});

test("an object that only looks like a typed array stays an object", () => {
  for (const value of [{ $Float64Array: 3 }, { $Float64Array: [1], more: 2 }, { $toString: [1] }]) {
    expect(parseCanonicalJson(JSON.stringify(value))).toEqual(value);
  }
});

test("text that is no JSON is refused with its cause", () => {
  expect(() => parseCanonicalJson("{")).toThrow(
    expect.objectContaining({ code: "bad-json", cause: expect.any(SyntaxError) }),
  );
});
