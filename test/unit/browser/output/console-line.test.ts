import { expect, test } from "vitest";
import { lineText, newest } from "#browser/output/console-line.ts";

test("the text of a line is the one-line form of its items", () => {
  const items = [
    { kind: "text" as const, text: "counts" },
    { kind: "object" as const, type: "Object", text: "{ tp: 25 }", entries: [], more: 0 },
  ];
  expect(lineText({ level: "log", items })).toBe("counts { tp: 25 }");
});

test("the newest lines stay and the others are counted", () => {
  expect(newest([1, 2, 3, 4, 5], 2)).toEqual({ kept: [4, 5], dropped: 3 });
  expect(newest([1], 2)).toEqual({ kept: [1], dropped: 0 });
});
