import { describe, expect, test } from "vitest";
import { readNumber } from "#browser/quiz/read-number.ts";

describe("a number as people type it", () => {
  test.each([
    ["0.625", [0.625]],
    ["0,625", [0.625]],
    [" ,5 ", [0.5]],
    ["−3", [-3]],
    ["85 %", [85, 0.85]],
    ["62,5%", [62.5, 0.625]],
    ["5/8", [0.625]],
    ["1.234", [1.234, 1234]],
    ["1,234", [1.234, 1234]],
    ["1.234.567", [1234567]],
    ["1.234,5", [1234.5]],
    ["1,234.5", [1234.5]],
    ["0,5556", [0.5556]],
  ])("%s", (text, values) => {
    expect(readNumber(text)).toEqual(values);
  });

  test.each(["", "  ", "ten", "1e3", "--2", ".", "5/0", "1/2/"])("%j is no number", (text) => {
    expect(readNumber(text)).toEqual([]);
  });
});
