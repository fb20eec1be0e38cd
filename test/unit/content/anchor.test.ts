import { expect, test } from "vitest";
import { findAnchor, readFigure } from "./anchor.ts";

test.each([
  ["1,869", "en", 1869],
  ["0.65", "en", 0.65],
  ["1.869", "id", 1869],
  ["0,65", "id", 0.65],
  ["110.378", "id", 110_378],
] as const)("%s in %s is %d", (said, language, value) => {
  expect(readFigure(said, language)).toBe(value);
});

test("a figure is found with its line, across a line break, without the full stop after it", () => {
  const text = "# Fish\n\nThe accuracy\nis 0.65.\n";
  const found = findAnchor({ text, anchor: "The accuracy is #.", language: "en" });
  expect(found).toEqual({ status: "found", line: 3, figures: [{ text: "0.65", value: 0.65, offset: 24 }] });
});

test("an anchor that stands twice or not at all is absent", () => {
  const twice = "is 1. is 2.";
  expect(findAnchor({ text: twice, anchor: "is #.", language: "en" })).toEqual({ status: "absent", times: 2 });
  expect(findAnchor({ text: "", anchor: "is #.", language: "en" })).toEqual({ status: "absent", times: 0 });
});
