import { expect, it, test } from "vitest";
import { canonicalJson } from "#server/signing/canonical-json.ts";

// Examples of RFC 8785: section 3.2.2 (input and canonical form), 3.2.3 (order of keys), appendix B (numbers).
it("writes the sample object of RFC 8785 as the RFC does", () => {
  const input = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  );
  expect(canonicalJson(input)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

it("sorts keys by UTF-16 units, as the RFC's second sample", () => {
  const input = JSON.parse(
    '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
  );
  expect(Object.values(JSON.parse(canonicalJson(input)))).toContain("Control");
  const order = [...canonicalJson(input).matchAll(/:"([^"]+)"/g)].map(([, name]) => name);
  expect(order).toEqual([
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
  ]);
});

test.each([
  [-0, "0"],
  [5e-324, "5e-324"],
  [1.7976931348623157e308, "1.7976931348623157e+308"],
  [9007199254740992, "9007199254740992"],
  [1e21, "1e+21"],
  [0.000001, "0.000001"],
  [333333333.33333325, "333333333.33333325"],
])("writes %d as %s", (number, text) => {
  expect(canonicalJson(number)).toBe(text);
});

test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], ["\ud800"], [{ a: undefined }], [() => 1]])(
  "refuses %s",
  (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  },
);
