import { expect, test } from "vitest";
import { compareLines, foldUnchanged } from "#browser/lab-view/compare-lines.ts";

test("each line says where it stands and its number there", () => {
  expect(compareLines({ before: "a\nb\nc\n", after: "a\nB\nc\nd\n" })).toEqual([
    { side: "same", text: "a", line: 1 },
    { side: "removed", text: "b", line: 2 },
    { side: "added", text: "B", line: 2 },
    { side: "same", text: "c", line: 3 },
    { side: "added", text: "d", line: 4 },
  ]);
});

test("equal code has no change", () => {
  expect(compareLines({ before: "a\nb", after: "a\nb" }).every(({ side }) => side === "same")).toBe(true);
});

test("lines far from a change fold into a gap that counts them", () => {
  const before = ["1", "2", "3", "4", "5", "6", "7"].join("\n");
  const stretches = foldUnchanged(compareLines({ before, after: before.replace("7", "seven") }), 2);
  expect(stretches.map((each) => (each.kind === "gap" ? each.count : each.lines.map(({ text }) => text)))).toEqual([
    4,
    ["5", "6", "7", "seven"],
  ]);
});
