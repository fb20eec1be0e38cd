import { expect, it } from "vitest";
import { classInsights, distributionOf } from "#server/gradebook/insights.ts";

it("sorts scores into tenths; the last holds the full score, and 0.3 as the computer has it is three tenths", () => {
  expect(distributionOf([0, 0.05, 0.1, 0.1 + 0.2, 3 * 0.1, 0.95, 1, 1])).toEqual([2, 1, 0, 2, 0, 0, 0, 0, 0, 3]);
});

it("counts learners, not failures: a mistake caught by two checks of one learner is one learner's", () => {
  const message = { key: "std.close", params: {} };
  const insights = classInsights(
    [
      {
        userId: "ani",
        score: 0.25,
        checks: [
          { status: "fail", id: "beta", weight: 2, message, mistake: "only-f1" },
          { status: "fail", id: "harmonic", weight: 1, message, mistake: "only-f1" },
          { status: "pass", id: "no-yes", weight: 1 },
        ],
        hidden: [
          { category: "edge-case", status: "fail" },
          { category: "edge-case", status: "error" },
        ],
      },
      {
        userId: "budi",
        score: 0.75,
        checks: [
          { status: "pass", id: "harmonic", weight: 1 },
          { status: "error", id: "beta", weight: 2, message },
        ],
        hidden: [{ category: "edge-case", status: "pass" }],
      },
    ],
    5,
  );
  expect(insights).toEqual({
    submissions: 5,
    learners: 2,
    distribution: [0, 0, 1, 0, 0, 0, 0, 1, 0, 0],
    failedChecks: [
      { checkId: "beta", learners: 2, share: 1 },
      { checkId: "harmonic", learners: 1, share: 0.5 },
      { checkId: "hidden:edge-case", learners: 1, share: 0.5 },
    ],
    mistakes: [{ mistake: "only-f1", learners: 1, share: 0.5 }],
  });
});

it("an assignment without a result has no shares", () => {
  expect(classInsights([], 0)).toMatchObject({ learners: 0, failedChecks: [], mistakes: [] });
});
