import { randomInt } from "node:crypto";

/** Letters and digits that are not taken for one another when read from a projector: no 0 O, 1 I L, 2 Z, 5 S, 8 B. */
const alphabet = "34679ACDEFGHJKMNPQRTUVWXY";

/** Six signs: 244 million codes, so that guessing one of a few open workshops under the rate limit is hopeless. */
export function joinCode(draw: (below: number) => number = randomInt): string {
  return Array.from({ length: 6 }, () => alphabet.charAt(draw(alphabet.length))).join("");
}
