import { accuracy } from "#engine/metrics/accuracy.ts";
import { balancedAccuracy } from "#engine/metrics/balanced-accuracy.ts";
import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { recall } from "#engine/metrics/recall.ts";
import { specificity } from "#engine/metrics/specificity.ts";

export const pictureCount = 100;
export const fewestFish = 50;
export const mostFish = 99;
/** The course's own case: 90 of 100 pictures are fish. */
export const courseFishCount = 90;

/** What an honest model of middling skill finds of each class, whatever the share of fish. */
export const honestModel = { truePositiveRate: 0.85, trueNegativeRate: 0.8 };

export const modelNames = ["always", "honest"] as const;
export type ModelName = (typeof modelNames)[number];

export const measureNames = ["accuracy", "recall", "specificity", "balanced"] as const;
export type MeasureName = (typeof measureNames)[number];

/** The four outcomes to be expected on 100 pictures; an expectation need not be whole. */
export function expectedCounts({
  model,
  fishCount,
}: {
  readonly model: ModelName;
  readonly fishCount: number;
}): ConfusionCounts {
  const { truePositiveRate, trueNegativeRate } =
    model === "always" ? { truePositiveRate: 1, trueNegativeRate: 0 } : honestModel;
  const otherCount = pictureCount - fishCount;
  return {
    tp: truePositiveRate * fishCount,
    fn: (1 - truePositiveRate) * fishCount,
    tn: trueNegativeRate * otherCount,
    fp: (1 - trueNegativeRate) * otherCount,
  };
}

export function measures(counts: ConfusionCounts): Readonly<Record<MeasureName, number>> {
  return {
    accuracy: accuracy(counts),
    recall: recall(counts),
    specificity: specificity(counts),
    balanced: balancedAccuracy(counts),
  };
}

/** The first number of fish at which saying "fish" to everything has the higher accuracy. */
export function crossingFishCount(): number {
  for (let fishCount = fewestFish; fishCount <= mostFish; fishCount++) {
    const [always, honest] = modelNames.map((model) => accuracy(expectedCounts({ model, fishCount })));
    if (always !== undefined && honest !== undefined && always > honest) return fishCount;
  }
  return mostFish;
}
