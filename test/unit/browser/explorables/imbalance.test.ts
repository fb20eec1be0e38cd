import { describe, expect, test } from "vitest";
import {
  crossingFishCount,
  expectedCounts,
  fewestFish,
  measures,
  mostFish,
} from "#browser/explorables/imbalance-slider/models-on-share.ts";

const of = (model: "always" | "honest", fishCount: number) => measures(expectedCounts({ model, fishCount }));

describe("two models as fish become common", () => {
  test("where 90 of 100 are fish, always saying fish has accuracy 0.9 and finds no other thing", () => {
    expect(of("always", 90)).toEqual({ accuracy: 0.9, recall: 1, specificity: 0, balanced: 0.5 });
  });

  // 0.85 · 90 + 0.8 · 10 = 84.5 of 100
  test("there the honest model has accuracy 0.845 and balanced accuracy 0.825", () => {
    expect(of("honest", 90).accuracy).toBeCloseTo(0.845, 12);
    expect(of("honest", 90).balanced).toBeCloseTo(0.825, 12);
  });

  // s > 0.85 s + 0.8 (1 - s) from s = 0.8 / 0.95 = 0.842… on
  test("accuracy prefers the lazy model from 85 fish on", () => {
    expect(crossingFishCount()).toBe(85);
  });

  test("recall, specificity and balanced accuracy do not depend on the share", () => {
    for (let fishCount = fewestFish; fishCount <= mostFish; fishCount++) {
      expect(of("honest", fishCount).recall).toBeCloseTo(0.85, 12);
      expect(of("honest", fishCount).specificity).toBeCloseTo(0.8, 12);
      expect(of("always", fishCount).balanced).toBe(0.5);
    }
  });
});
