import { expect, test } from "vitest";
import { joinCode } from "#server/workshops/join-code.ts";
import { summarizeLabs } from "#server/workshops/summarize-labs.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 24, 9, minute)).toISOString();
const solved = (from: number, to: number, mistakes: Record<string, number> = {}) => ({
  progress: { lab: { startedAt: at(from), solvedAt: at(to), mistakes } },
});

test("a lab's summary counts learners, and takes the median of their minutes", () => {
  const unsolved = { progress: { lab: { startedAt: at(0), mistakes: { swapped: 5, other: 1 } } } };
  // Minutes 2, 4, 9 and 11: the median is (4 + 9) / 2.
  const learners = [
    solved(0, 4),
    solved(1, 3, { swapped: 1 }),
    solved(0, 9),
    solved(2, 13),
    unsolved,
    { progress: {} },
  ];
  expect(summarizeLabs(["lab", "other"], learners)).toEqual([
    {
      labId: "lab",
      started: 5,
      solved: 4,
      medianMinutes: 6.5,
      mistakes: [
        { mistake: "swapped", learners: 2 },
        { mistake: "other", learners: 1 },
      ],
    },
    { labId: "other", started: 0, solved: 0, medianMinutes: null, mistakes: [] },
  ]);
});

test("a join code is six signs that are not taken for one another", () => {
  const codes = new Set(Array.from({ length: 500 }, () => joinCode()));
  expect(codes.size).toBeGreaterThan(490);
  for (const code of codes) expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTUVWXY]{6}$/);
});
