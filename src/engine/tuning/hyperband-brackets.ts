import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";

/** One round of a bracket: so many trials, each with so much resource in all. */
export type HyperbandRung = { readonly trials: number; readonly resource: number };

/** One run of successive halving; the first rung is drawn at random, each other takes the best of the one before. */
export type HyperbandBracket = { readonly rungs: readonly HyperbandRung[] };

/**
 * Hyperband's plan: how many trials get how much, bracket by bracket.
 *
 * Successive halving gives n trials a little each, keeps the best 1/η with η times as much, and so on: with a fixed budget, is it
 * better to try many with little or few with much? That depends on how soon a loss shows what it will become, which nobody knows
 * beforehand. So Hyperband runs brackets from the boldest (81 trials from 1 epoch on) to the most careful (5 trials, all with 81
 * epochs, which is random search), each with about the same budget. It is never much slower than the best of them.
 *
 * Bracket s has ⌈(s_max + 1) ηˢ / (s + 1)⌉ trials, and rung i keeps ⌊n / ηⁱ⌋ of them. The largest s with ηˢ ≤ R is found by
 * multiplying, not by logarithms: log(1000) / log(10) is 2.9999999999999996 in floating point and would lose a bracket. O(s²).
 *
 * @param minResource  the least that says anything about a trial; default 1
 * @param maxResource  the most that one trial may get
 * @param reduction    η, a whole number of 2 or more; default 3
 * @returns            brackets from s_max to 0; the last rung of each has the resource maxResource
 * @throws {EngineError} "out-of-range", "wrong-type", "not-finite" for a resource that is not above 0 or an η below 2
 * @example hyperbandBrackets({ maxResource: 9, reduction: 3 })[0] // => { rungs: [{ trials: 9, resource: 1 }, { trials: 3, resource: 3 }, { trials: 1, resource: 9 }] }
 * @example hyperbandBrackets({ maxResource: 1000, reduction: 10 }).length // => 4
 * @source  Li, Jamieson, DeSalvo, Rostamizadeh & Talwalkar 2018, algorithm 1
 */
export function hyperbandBrackets(options: {
  readonly minResource?: number;
  readonly maxResource: number;
  readonly reduction?: number;
}): readonly HyperbandBracket[] {
  const functionName = "hyperbandBrackets";
  const {
    minResource = 1,
    maxResource,
    reduction = 3,
  } = requireOptions(functionName, options, ["minResource", "maxResource", "reduction"]);
  requireNumber({ functionName, name: "minResource", value: minResource, above: 0 });
  requireNumber({ functionName, name: "maxResource", value: maxResource, least: minResource });
  requireNumber({ functionName, name: "reduction", value: reduction, least: 2, whole: true });
  const powers = [1];
  for (let power = reduction; minResource * power <= maxResource; power *= reduction) powers.push(power);
  const most = powers.length - 1;
  if ((powers[most] ?? 1) > 1_000_000) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires at most a million trials in a bracket, got ${powers[most]}`,
      {
        function: functionName,
        argument: "maxResource",
        got: maxResource,
      },
    );
  }
  return powers
    .map((power, s) => {
      const trials = Math.ceil(((most + 1) * power) / (s + 1));
      return {
        rungs: powers.slice(0, s + 1).map((taken, i) => ({
          trials: Math.floor(trials / taken),
          resource: maxResource / (powers[s - i] ?? 1),
        })),
      };
    })
    .reverse();
}
