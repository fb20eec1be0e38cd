import type { Outcome, ScoreName } from "../outcome.ts";
import { deck, hundred, outcomeOf, type Picture } from "./deck.ts";

/** Where the learner is: how many of the deck lie in their box, and what the last move was. */
export type SortGame = {
  readonly pictures: "deck" | "hundred";
  readonly sortedCount: number;
  readonly last: { readonly picture: Picture; readonly box: Outcome; readonly verdict: Verdict } | null;
  /** The score whose boxes are lit. */
  readonly lit: ScoreName | null;
};

/** Right, or which of the two questions was answered wrongly. */
type Verdict = "right" | "wrong-actual" | "wrong-predicted" | "wrong-both";

export const newGame: SortGame = { pictures: "deck", sortedCount: 0, last: null, lit: null };

export function currentPicture(game: SortGame): Picture | undefined {
  return game.pictures === "deck" ? deck[game.sortedCount] : undefined;
}

export function sortedPictures(game: SortGame): readonly Picture[] {
  return game.pictures === "deck" ? deck.slice(0, game.sortedCount) : hundred;
}

/** The picture goes into its box; into another one it does not, and the verdict says which question went wrong. */
export function place(game: SortGame, box: Outcome): SortGame {
  const picture = currentPicture(game);
  if (!picture) return game;
  const right = outcomeOf(picture);
  const fishBox = box === "tp" || box === "fn";
  const saysBox = box === "tp" || box === "fp";
  const verdict =
    box === right
      ? "right"
      : fishBox === picture.isFish
        ? "wrong-predicted"
        : saysBox === picture.saysFish
          ? "wrong-actual"
          : "wrong-both";
  return { ...game, sortedCount: game.sortedCount + (box === right ? 1 : 0), last: { picture, box, verdict } };
}

export function sortTheRest(game: SortGame): SortGame {
  return { ...game, sortedCount: deck.length, last: null };
}
