import { incompleteBeta } from "#engine/core/incomplete-beta.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { rateOf, type SuccessCounts } from "./compare-proportions.ts";

/** What one believes of two rates after an experiment. */
export type PosteriorComparison = {
  readonly controlMean: number;
  readonly treatmentMean: number;
  /** Chance that the treatment's rate is the larger one. */
  readonly treatmentIsBetter: number;
  /** How much rate one gives away on average by taking the treatment, should the control be better after all; and vice versa. */
  readonly lossOfTreatment: number;
  readonly lossOfControl: number;
};

/** Slices of the integrals: what they leave out falls with the square, to about 1e-6. */
const slices = 2000;

/**
 * A/B test of two rates in the Bayesian way: not "how odd would this be among equals", but "how likely is B better".
 *
 * Before the experiment a rate is believed to follow a beta distribution (1, 1: all rates alike); each success adds one to
 * its first number, each failure one to its second. From the two posteriors follow the chance that the treatment is better
 * and, more useful, the expected loss of each choice: stop when the loss of one is below what you care about. It answers
 * another question than a p value and gives no promise about error rates when one looks again and again. To about 1e-6.
 * O(slices).
 *
 * @param control    successes and trials
 * @param treatment  successes and trials
 * @param prior      the two numbers of the beta distribution believed beforehand, above 0; default 1 and 1
 * @returns          posterior means, chance and expected losses (in units of the rate)
 * @throws {EngineError} "out-of-range" for successes beyond trials, no trial or a prior of 0, "not-finite", "wrong-type"
 * @example comparePosteriors({ control: { successes: 5, trials: 9 }, treatment: { successes: 5, trials: 9 } }).treatmentIsBetter.toFixed(6) // => "0.500000"
 * @example comparePosteriors({ control: { successes: 20, trials: 100 }, treatment: { successes: 30, trials: 100 } }).treatmentIsBetter.toFixed(4) // => "0.9476"
 * @source  Gelman et al. 2013, Bayesian Data Analysis, 2.4; agrees with scipy.integrate.quad (test/conformance)
 */
export function comparePosteriors(options: {
  readonly control: SuccessCounts;
  readonly treatment: SuccessCounts;
  readonly prior?: { readonly successes: number; readonly failures: number };
}): PosteriorComparison {
  const functionName = "comparePosteriors";
  const {
    control,
    treatment,
    prior = { successes: 1, failures: 1 },
  } = requireOptions(functionName, options, ["control", "treatment", "prior"]);
  requireRecord({ functionName, name: "prior", value: prior });
  requireNumber({ functionName, name: "prior.successes", value: prior.successes, above: 0 });
  requireNumber({ functionName, name: "prior.failures", value: prior.failures, above: 0 });
  const [one, two] = (["control", "treatment"] as const).map((name) => {
    const trial = name === "control" ? control : treatment;
    rateOf({ functionName, name, trial });
    return posterior({ a: prior.successes + trial.successes, b: prior.failures + trial.trials - trial.successes });
  }) as [Posterior, Posterior]; // two arms
  const from = Math.max(0, Math.min(one.low, two.low));
  const to = Math.min(1, Math.max(one.high, two.high));
  const width = (to - from) / slices;
  let treatmentIsBetter = 0;
  let lossOfTreatment = 0;
  let lossOfControl = 0;
  let [below1, below2] = [one.chanceBelow(from), two.chanceBelow(from)];
  for (let i = 1; i <= slices; i++) {
    const x = from + i * width;
    const [next1, next2] = [one.chanceBelow(x), two.chanceBelow(x)];
    treatmentIsBetter += ((below1 + next1) / 2) * (next2 - below2);
    // The mean of max(control − treatment, 0) is ∫ P(treatment < x < control) dx.
    lossOfTreatment += ((below2 * (1 - below1) + next2 * (1 - next1)) / 2) * width;
    lossOfControl += ((below1 * (1 - below2) + next1 * (1 - next2)) / 2) * width;
    [below1, below2] = [next1, next2];
  }
  return { controlMean: one.mean, treatmentMean: two.mean, treatmentIsBetter, lossOfTreatment, lossOfControl };
}

type Posterior = {
  readonly mean: number;
  /** Ten standard deviations around the mean hold all but some 1e-9 of any beta distribution that has a peak. */
  readonly low: number;
  readonly high: number;
  readonly chanceBelow: (x: number) => number;
};

function posterior({ a, b }: { readonly a: number; readonly b: number }): Posterior {
  const mean = a / (a + b);
  const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  return {
    mean,
    low: mean - 10 * deviation,
    high: mean + 10 * deviation,
    chanceBelow: (x) => incompleteBeta({ a, b, x }),
  };
}
