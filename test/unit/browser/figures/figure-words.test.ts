import { expect, test } from "vitest";
import { formatNumber } from "#browser/figures/figure-words.ts";

test("numbers have four significant digits, whole numbers all of theirs", () => {
  expect(formatNumber("en", 2 / 3)).toBe("0.6667");
  expect(formatNumber("en", 123_456)).toBe("123,456");
  expect(formatNumber("id", 123_456.5)).toBe("123.500");
});

test("a number close to zero is written with a power of ten", () => {
  expect(formatNumber("en", 0.0000001882)).toBe("1.882E-7");
});
