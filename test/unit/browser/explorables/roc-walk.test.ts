import { describe, expect, test } from "vitest";
import { arrange, newWalk, pairsWalked, pick, rankingScores, walkTo } from "#browser/explorables/roc-walk/walk.ts";

const ordered = (walk: typeof newWalk) => pairsWalked(walkTo(walk, 12)).filter((pair) => pair.isOrdered).length;

describe("walking down a ranking", () => {
  // F F o F F o F o o F o o: the fish stand above 6, 6, 5, 5, 4 and 2 others, 28 of 36
  test("auc is the share of pairs in the right order", () => {
    expect(ordered(newWalk)).toBe(28);
    expect(rankingScores(newWalk).auc).toBeCloseTo(28 / 36, 12);
  });

  test("a fish goes a sixth up, anything else a sixth right", () => {
    const { points } = rankingScores(newWalk);
    expect(points).toHaveLength(13);
    expect(points.slice(0, 4)).toEqual([
      [0, 0],
      [0, 1 / 6],
      [0, 2 / 6],
      [1 / 6, 2 / 6],
    ]);
    expect(points.at(-1)).toEqual([1, 1]);
  });

  test("pairs are known for the things that were passed, and for no other", () => {
    expect(pairsWalked(walkTo(newWalk, 2))).toEqual([]);
    expect(pairsWalked(walkTo(newWalk, 3))).toHaveLength(6);
    expect(pairsWalked(walkTo(newWalk, 3)).filter((pair) => pair.isOrdered)).toHaveLength(2);
  });

  test.each([
    ["perfect", 1],
    ["reversed", 0],
    ["start", 28 / 36],
  ] as const)("%s order has auc %d", (arrangement, auc) => {
    expect(rankingScores(arrange(newWalk, arrangement)).auc).toBeCloseTo(auc, 12);
  });

  test("it can not go beyond the ends", () => {
    expect(walkTo(newWalk, -1).walked).toBe(0);
    expect(walkTo(newWalk, 99).walked).toBe(12);
  });
});

describe("swapping two cards", () => {
  // the dolphin at rank 3 and the shark, a fish, at rank 4: exactly this pair turns right
  test("neighbours of both kinds change one pair", () => {
    expect(ordered(pick(pick(newWalk, 2), 3))).toBe(29);
  });

  test("two fish change nothing", () => {
    expect(ordered(pick(pick(newWalk, 0), 9))).toBe(28);
  });

  test("the same card twice is put down again", () => {
    expect(pick(pick(newWalk, 4), 4)).toEqual(newWalk);
  });
});
