import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "#engine/core/canonical-json.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";

test("JSON comes back from it unchanged, and the order of names does not matter", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      // JSON has no minus zero; nor has its text here.
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      const turned = (entry: unknown): unknown => {
        if (Array.isArray(entry)) return entry.map(turned);
        if (typeof entry !== "object" || entry === null) return entry;
        return Object.fromEntries(
          Object.entries(entry)
            .map(([name, inner]) => [name, turned(inner)])
            .reverse(),
        );
      };
      expect(canonicalJson(turned(value))).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test("the example of RFC 8785, section 3.2.3: names by their UTF-16 codes", () => {
  const names = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
  const values = canonicalJson(names).match(/:\d/g);
  expect(values).toEqual([":2", ":4", ":6", ":7", ":1", ":5", ":3"]);
});

test("numbers as in RFC 8785, section 3.2.2.3", () => {
  expect(canonicalJson([Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0])).toBe(
    "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
  );
});

test("typed arrays say their type; undefined fields are left out", () => {
  expect(canonicalJson({ b: Int32Array.of(1, -2), a: undefined })).toBe('{"b":{"$Int32Array":[1,-2]}}');
});

describe("what is no plain data is refused", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  let deep: unknown = 0;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  test.each<readonly [string, unknown, string]>([
    ["NaN", Number.NaN, "not-finite"],
    ["infinity", { a: [Number.POSITIVE_INFINITY] }, "not-finite"],
    ["undefined", undefined, "wrong-type"],
    ["a hole", [undefined], "wrong-type"],
    ["a function", () => 0, "wrong-type"],
    ["a symbol", Symbol("s"), "wrong-type"],
    ["a bigint", 1n, "wrong-type"],
    ["a date", new Date(0), "wrong-type"],
    ["a map", new Map(), "wrong-type"],
    ["an error", new RangeError("x"), "wrong-type"],
    ["bigints", BigInt64Array.of(1n), "wrong-type"],
    ["a circle", circle, "wrong-type"],
    ["a hundred thousand levels", deep, "out-of-range"],
  ])("%s", (_, value, code) => {
    expect(refusalOf(() => canonicalJson(value))).toBe(code);
  });

  test("the same object twice is no circle", () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });
});
