import { describe, expect, test } from "vitest";
import { scoresOf } from "#browser/explorables/outcome.ts";
import { countsOf, deck, hundred, outcomeOf } from "#browser/explorables/sort-fish/deck.ts";
import {
  currentPicture,
  newGame,
  place,
  sortedPictures,
  sortTheRest,
} from "#browser/explorables/sort-fish/sort-game.ts";

const value = (counts: Parameters<typeof scoresOf>[0], name: string) =>
  scoresOf(counts).find((score) => score.name === name)?.value;

describe("sorting pictures into the matrix", () => {
  test("a picture in its own box lies there and the next one comes", () => {
    const game = place(newGame, "tp");
    expect(game.last?.verdict).toBe("right");
    expect(sortedPictures(game).map((picture) => picture.name)).toEqual(["goldfish"]);
    expect(currentPicture(game)?.name).toBe("boot");
  });

  test.each([
    ["fn", "wrong-predicted"],
    ["fp", "wrong-actual"],
    ["tn", "wrong-both"],
  ] as const)("a found fish in %s stays in hand: %s", (box, verdict) => {
    const game = place(newGame, box);
    expect(game.last?.verdict).toBe(verdict);
    expect(game.sortedCount).toBe(0);
  });

  test("the twenty pictures are all different drawings", () => {
    expect(new Set(deck.map((picture) => picture.name)).size).toBe(20);
  });

  test("a deck sorted by hand and by the button ends alike", () => {
    const byHand = deck.reduce((game, picture) => place(game, outcomeOf(picture)), newGame);
    expect(sortedPictures(byHand)).toEqual(sortedPictures(sortTheRest(newGame)));
    expect(currentPicture(byHand)).toBeUndefined();
  });

  test("before any picture the three scores have no value", () => {
    for (const score of scoresOf(countsOf([]))) expect(score.value).toBeNaN();
  });
});

describe("the course's hundred pictures", () => {
  test("are the source's four counts", () => {
    expect(countsOf(hundred)).toEqual({ tp: 25, fn: 15, fp: 20, tn: 40 });
  });

  // (25 + 40) / 100, 25 / 45 and 25 / 40
  test.each([
    ["accuracy", 0.65],
    ["precision", 5 / 9],
    ["recall", 0.625],
  ])("%s is the source's", (name, expected) => {
    expect(value(countsOf(hundred), name)).toBeCloseTo(expected, 12);
    expect(value(countsOf(deck), name)).toBeCloseTo(expected, 12);
  });
});
