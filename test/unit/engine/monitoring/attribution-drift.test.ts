import { expect, test } from "vitest";
import { attributionDrift, type EngineError } from "#engine/monitoring/index.ts";

test("attribution drift: AWS's example, by hand", () => {
  // DCG of the current order rank, gpa, sat: 0.05/1 + 0.5/log₂3 + 0.7/2 = 0.7155; ideal 0.7 + 0.5/log₂3 + 0.05/2 = 1.0405.
  const { ndcg, features } = attributionDrift({
    baseline: { sat: 0.7, gpa: 0.5, rank: 0.05 },
    current: { sat: 0.1, gpa: 0.2, rank: 0.7 },
  });
  const middle = 0.5 / Math.log2(3);
  expect(ndcg).toBeCloseTo((0.4 + middle) / (0.725 + middle), 12);
  expect(features.map(({ currentRank }) => currentRank)).toEqual([3, 2, 1]);
});

test("an error names the function and says what it needs", () => {
  const call = () => attributionDrift({ baseline: { a: 1 }, current: { b: 1 } });
  expect(call).toThrow(expect.objectContaining({ code: "unknown-column" } satisfies Partial<EngineError>));
});
