import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { cos } from "#engine/core/sin-cos.ts";

/** How large steps are, and how that changes from step to step (or, in a net, from epoch to epoch). */
export type LearningRate =
  | number
  | { readonly schedule: "step"; readonly rate: number; readonly factor: number; readonly every: number }
  | { readonly schedule: "exponential"; readonly rate: number; readonly factor: number }
  | { readonly schedule: "inverse"; readonly rate: number; readonly decay: number }
  | { readonly schedule: "cosine"; readonly rate: number; readonly smallest: number; readonly steps: number };

/**
 * The learning rate of a step, counted from 0.
 *
 * Too large a step jumps over the bottom, and the loss rises; too small a one never arrives. A schedule begins large and ends small:
 * - a number stays as it is
 * - "step" multiplies by `factor` after every so many steps
 * - "exponential" multiplies by `factor` after each step
 * - "inverse" divides by 1 + decay × step
 * - "cosine" glides from `rate` to `smallest` along half a wave of so many steps and stays there
 *
 * O(1).
 *
 * @returns  above 0
 * @throws {EngineError} "out-of-range" for a rate that is not above 0, a factor outside (0, 1], a decay below 0
 * @example learningRateAt({ learningRate: { schedule: "step", rate: 0.1, factor: 0.5, every: 10 }, step: 25 }) // => 0.025
 * @example learningRateAt({ learningRate: { schedule: "cosine", rate: 1, smallest: 0.2, steps: 100 }, step: 50 }) // => 0.6
 */
export function learningRateAt(options: { readonly learningRate: LearningRate; readonly step: number }): number {
  const { learningRate, step } = requireOptions("learningRateAt", options, ["learningRate", "step"]);
  requireLearningRate({ functionName: "learningRateAt", learningRate });
  requireNumber({ functionName: "learningRateAt", name: "step", value: step, least: 0 });
  if (typeof learningRate === "number") return learningRate;
  const { rate } = learningRate;
  switch (learningRate.schedule) {
    case "step":
      return rate * learningRate.factor ** Math.floor(step / learningRate.every);
    case "exponential":
      return rate * learningRate.factor ** step;
    case "inverse":
      return rate / (1 + learningRate.decay * step);
    case "cosine": {
      const share = Math.min(1, step / learningRate.steps);
      return learningRate.smallest + ((rate - learningRate.smallest) * (1 + cos(Math.PI * share))) / 2;
    }
  }
}

/**
 * Checks a learning rate once, before it is used a thousand times. O(1).
 *
 * @throws {EngineError} "out-of-range"
 */
export function requireLearningRate({
  functionName,
  learningRate,
}: {
  readonly functionName: string;
  readonly learningRate: LearningRate;
}): void {
  const tiny = Number.MIN_VALUE;
  const given = typeof learningRate === "object" && learningRate !== null ? learningRate : { rate: learningRate };
  requireNumber({ functionName, name: "learningRate", value: given.rate, least: tiny });
  if (!("schedule" in given)) return;
  switch (given.schedule) {
    case "step":
      requireNumber({ functionName, name: "factor", value: given.factor, least: tiny, most: 1 });
      requireNumber({ functionName, name: "every", value: given.every, least: 1, whole: true });
      return;
    case "exponential":
      requireNumber({ functionName, name: "factor", value: given.factor, least: tiny, most: 1 });
      return;
    case "inverse":
      requireNumber({ functionName, name: "decay", value: given.decay, least: 0 });
      return;
    case "cosine":
      requireNumber({ functionName, name: "smallest", value: given.smallest, least: 0, most: given.rate });
      requireNumber({ functionName, name: "steps", value: given.steps, least: 1, whole: true });
      return;
    default:
      requireOneOf({
        functionName,
        name: "schedule",
        value: given["schedule"],
        options: ["step", "exponential", "inverse", "cosine"],
      });
  }
}
