import { expect, it } from "vitest";
import { createWords } from "#browser/explorables/words.ts";

// What each language writes is Unicode's own (CLDR): a dot or a comma as decimal mark, the other for thousands.
it.each([
  ["en", 0, "0"],
  ["en", -0, "0"],
  ["en", 999, "999"],
  ["en", -7, "-7"],
  ["en", 1000, "1,000"],
  ["id", 999, "999"],
  ["id", 1000, "1.000"],
])("in %s the number %d is written %s", (language, value, written) => {
  const { number, say } = createWords({ language, entries: { count: "{n}" } });
  expect(number(value)).toBe(written);
  expect(number(value)).toBe(new Intl.NumberFormat(language).format(value === 0 ? 0 : value));
  expect(say("count", { n: value })).toBe(written);
});
